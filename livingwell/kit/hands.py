"""In whose hands a job is: one worker's at a time, and what that one did with it is written once.

A job is fetched and how it ended is written in transactions of their own, with the job's work between them: a worker or
a database that is killed in between leaves it "doing" in nobody's hands. Whoever takes it up begins another turn of it,
told apart by the number of attempts; what a worker thought dead does or writes afterwards, of a turn that is no longer
its own, changes nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, LiteralString

from django.db import connection
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

#: A worker says this often that it lives, and is thought dead after that much silence; in seconds.
HEARD_EVERY, SILENT_FOR = 3.0, 10.0

_OF_THIS_TURN: LiteralString = " where id = %(job)s and attempts = %(turn)s and status = 'doing'"
_ENDED: LiteralString = (
    "update procrastinate_jobs set status = %(how)s::procrastinate_job_status, attempts = attempts + 1" + _OF_THIS_TURN
)
# A round of what comes round may wait already. The two wait side by side; the queueing lock would let neither go on.
_AGAIN: LiteralString = (
    "update procrastinate_jobs set status = 'todo', attempts = attempts + 1, queueing_lock = null,"
    " scheduled_at = %(when)s" + _OF_THIS_TURN
)
_LEFT: LiteralString = """
    with left_behind as (
        select id from procrastinate_jobs job where status = 'doing' and not exists (
            select from procrastinate_workers worker where worker.id = job.worker_id
            and worker.last_heartbeat > now() - make_interval(secs => %(silent)s))
        for no key update skip locked)
    update procrastinate_jobs job
        set status = 'todo', attempts = attempts + 1, queueing_lock = null, scheduled_at = null, worker_id = null
        from left_behind where job.id = left_behind.id returning job.id"""


def take_in_hand(job: Job) -> bool:
    """Within the job's own transaction, first: is this turn still ours? Until the transaction ends nobody takes the job
    up, however long its worker has not been heard of."""
    with connection.cursor() as cursor:
        cursor.execute(f"select from procrastinate_jobs{_OF_THIS_TURN} for no key update", _facts(job))
        return cursor.fetchone() is not None


def put_down(job: Job) -> None:
    """Within the job's own transaction, last: it is done exactly when what it did is committed."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, _facts(job) | {"how": Status.SUCCEEDED.value})


def _facts(job: Job) -> dict[str, Any]:
    return {"job": job.id, "turn": job.attempts}


class Hands(JobManager):
    """Writes how a turn ended, if it is still that turn. What cannot be written now, because the database is away, is
    written with the worker's next sign of life; a worker that cannot give one ends, and what it had is taken up."""

    def __init__(self, connector: Any) -> None:
        super().__init__(connector)
        self._unwritten: list[tuple[LiteralString, dict[str, Any]]] = []

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        await self._write(_ENDED, _facts(job) | {"how": status.value})

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        await self._write(_AGAIN, _facts(job) | {"when": retry_at})

    async def update_heartbeat(self, worker_id: int) -> None:
        while self._unwritten:
            sentence, facts = self._unwritten[0]
            await self.connector.execute_query_async(sentence, **facts)
            self._unwritten.pop(0)
        await super().update_heartbeat(worker_id)

    async def take_up_what_was_left(self) -> list[int]:
        """Let each job wait again whose worker is gone or silent, unless its transaction is still under way."""
        rows = await self.connector.execute_query_all_async(_LEFT, silent=SILENT_FOR)
        return [row["id"] for row in rows]

    async def _write(self, sentence: LiteralString, facts: dict[str, Any]) -> None:
        try:
            await self.connector.execute_query_async(sentence, **facts)
        except ConnectorException:
            self._unwritten.append((sentence, facts))


def give_hands(app: App) -> None:
    """When the library is ready: its jobs are kept by ours."""
    app.job_manager = Hands(app.connector)
    app.worker_defaults["update_heartbeat_interval"] = HEARD_EVERY
    app.worker_defaults["stalled_worker_timeout"] = SILENT_FOR
