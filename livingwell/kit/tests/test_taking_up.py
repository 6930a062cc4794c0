"""A job that was in a killed worker's hands is taken up again soon, once, and never beside the first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from livingwell.kit.hands import SILENT_FOR, Hands, put_down, take_in_hand
from livingwell.kit.record.jobs import seal_often
from livingwell.kit.sending import send_email
from livingwell.kit.taking_up import take_up_what_was_left
from tests.jobs import run_jobs

T = TypeVar("T")
pytestmark = pytest.mark.usefixtures("own_database")


def asked(sql: str, *facts: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return cursor.fetchall() if cursor.description else []


def as_worker(do: Callable[[Hands], Awaitable[T]]) -> T:
    """What the job worker asks of its jobs, on a loop and connections as it has them."""

    async def there() -> T:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            async with worker.open_async():
                return await do(cast(Hands, worker.job_manager))

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, there()).result()


def taken_up() -> list[int]:
    return as_worker(lambda hands: hands.take_up_what_was_left())


def fetched() -> Job:
    """The next job, in the hands of a worker that has just been heard of."""

    async def fetch(hands: Hands) -> Job | None:
        return await hands.fetch_job(None, await hands.register_worker())

    job = as_worker(fetch)
    assert job is not None
    return job


def silence() -> None:
    """No worker has been heard of for longer than the living are silent."""
    asked("update procrastinate_workers set last_heartbeat = now() - make_interval(secs => %s)", SILENT_FOR + 1)


def a_message() -> None:
    with transaction.atomic():
        send_email(to="ana@example.org", subject="Your code", body="4711")


def states(name: str = "send a message") -> list[tuple[str, int]]:
    return asked("select status::text, attempts from procrastinate_jobs where task_name = %s order by id", name)


@contextmanager
def another_worker_has(job: Job) -> Iterator[BaseDatabaseWrapper]:
    """Its transaction is under way, in a connection of its own."""
    theirs = connection.copy()
    try:
        theirs.set_autocommit(False)
        with theirs.cursor() as cursor:
            cursor.execute("select from procrastinate_jobs where id = %s for no key update", [job.id])
        yield theirs
    finally:
        theirs.close()


def test_it_is_taken_up_once_its_worker_is_silent_and_no_sooner() -> None:
    a_message()
    job = fetched()
    assert taken_up() == [], "its worker lives"
    silence()
    assert taken_up() == [job.id]
    assert taken_up() == [], "it waits"
    run_jobs()
    assert len(mail.outbox) == 1
    assert states() == [("succeeded", 2)]


@pytest.mark.parametrize("task", [seal_often, take_up_what_was_left])
def test_a_round_that_waits_does_not_keep_the_one_before_from_being_taken_up(task: Any) -> None:
    """With the queueing lock of both, taking one up was refused by the database, and no other job was reached."""
    task.defer(timestamp=0)
    fetched()
    task.defer(timestamp=1)
    a_message()
    silence()
    assert len(taken_up()) == 1
    run_jobs()
    assert states(task.name)[:2] == [("succeeded", 2), ("succeeded", 1)]
    assert len(mail.outbox) == 1


def test_two_rounds_cut_short_are_both_taken_up() -> None:
    task: Any = take_up_what_was_left
    for _ in range(2):
        task.defer(timestamp=0)
        fetched()
    silence()
    assert len(taken_up()) == 2


def test_whoever_is_silent_but_at_work_is_left_alone() -> None:
    a_message()
    job = fetched()
    silence()
    with another_worker_has(job) as theirs:
        assert taken_up() == []
        asked("select pg_terminate_backend(%s)", theirs.connection.info.backend_pid)
    assert taken_up() == [job.id]


def test_of_two_who_have_it_one_does_it() -> None:
    """Thought dead before it had begun, a worker wakes: its turn is over, and what it writes of it changes nothing."""
    a_message()
    earlier = fetched()
    silence()
    taken_up()
    later = fetched()
    with transaction.atomic():
        assert not take_in_hand(earlier)
    as_worker(lambda hands: hands.finish_job(earlier, Status.FAILED, delete_job=False))
    as_worker(lambda hands: hands.retry_job(earlier))
    assert states() == [("doing", 1)]
    with transaction.atomic():
        assert take_in_hand(later)


def test_killed_after_its_commit_it_is_not_done_again() -> None:
    a_message()
    job = fetched()
    with transaction.atomic():
        take_in_hand(job)
        put_down(job)
    silence()
    assert taken_up() == []
    assert states() == [("succeeded", 1)]


def test_how_it_ended_is_written_once_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    a_message()
    job = fetched()

    async def meanwhile(hands: Hands) -> None:
        me = await hands.register_worker()
        with monkeypatch.context() as away:
            away.setattr(hands.connector, "execute_query_async", gone)
            await hands.retry_job(job)
            with pytest.raises(ConnectorException):  # and the worker, which cannot say that it lives, ends
                await hands.update_heartbeat(me)
        await hands.update_heartbeat(me)

    async def gone(*args: Any, **facts: Any) -> None:
        raise ConnectorException

    as_worker(meanwhile)
    assert states() == [("todo", 1)]
