"""Jobs: what the platform does by itself, enqueued in an act's own transaction and run by the job worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from livingwell.kit.database.speaking import speaking
from livingwell.kit.hands import put_down, take_in_hand
from livingwell.kit.secrets.keys import keyring
from livingwell.kit.viewers import Errand

#: Tried again after 5 seconds, half a minute, two minutes, ten minutes, most of an hour, and four hours.
TRY_AGAIN = RetryStrategy(max_attempts=6, exponential_wait=5)


def job(
    name: str, *, errand: str, retry: RetryStrategy | None = TRY_AGAIN, every: str = ""
) -> Callable[[Callable[..., None]], Task[Any, Any, Any]]:
    """Make a function a job. It runs in one transaction, as the errand `errand`, and is tried again when it fails.
    Killed half way, it is taken up again within half a minute (`hands.py`): what it wrote is written once.

    ``that.defer(row=str(row.pk))`` enqueues it in the transaction under way: the job is there exactly when what it
    follows is. Its arguments are ids and names of states; nobody's words and no address, for the jobs table is not
    sealed. `every` (minute hour day month weekday) makes it come round by itself; such a job takes no arguments.
    """

    def make(do: Callable[..., None]) -> Task[Any, Any, Any]:
        @wraps(do)
        def run(turn: JobContext | None = None, /, **facts: Any) -> None:  # called by hand it is nobody's turn
            if every:
                facts.pop("timestamp", None)
            if not connection.in_atomic_block:  # a thread that waited while the database restarted holds a dead one
                connection.close_if_unusable_or_obsolete()
            with keyring(), speaking(Errand(errand)):
                if turn is None or take_in_hand(turn.job):
                    do(**facts)
                    # A round may have more to do once this is committed, and is done only after that.
                    if turn is not None and not every:
                        put_down(turn.job)

        # A round that is late is not run twice over: the next one does its work.
        alone = name if every else None
        again = False if every or retry is None else retry
        task: Task[Any, Any, Any] = app.task(
            name=name, retry=again, lock=alone, queueing_lock=alone, pass_context=True
        )(run)
        if every:
            app.periodic(cron=every)(task)
        return task

    return make
