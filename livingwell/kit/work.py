"""Jobs: what the platform does by itself, enqueued in an act's own transaction and run by the job worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.keys import keyring
from livingwell.kit.viewers import Errand

#: Tried again after 5 seconds, half a minute, two minutes, ten minutes, most of an hour, and four hours.
TRY_AGAIN = RetryStrategy(max_attempts=6, exponential_wait=5)


def job(
    name: str, *, errand: str, retry: RetryStrategy | None = TRY_AGAIN, every: str = ""
) -> Callable[[Callable[..., None]], Task[Any, Any, Any]]:
    """Make a function a job. It runs in one transaction, as the errand `errand`, and is tried again when it fails.

    ``that.defer(row=str(row.pk))`` enqueues it in the transaction under way: the job is there exactly when what it
    follows is. Its arguments are ids and names of states; nobody's words and no address, for the jobs table is not
    sealed. `every` (minute hour day month weekday) makes it come round by itself; such a job takes no arguments.
    """

    def make(do: Callable[..., None]) -> Task[Any, Any, Any]:
        @wraps(do)
        def run(**facts: Any) -> None:
            if every:
                facts.pop("timestamp", None)
            if not connection.in_atomic_block:  # a thread that waited while the database restarted holds a dead one
                connection.close_if_unusable_or_obsolete()
            with keyring(), speaking(Errand(errand)):
                do(**facts)

        # A round that is late is not run twice over: the next one does its work.
        alone = name if every else None
        again = False if every or retry is None else retry
        task: Task[Any, Any, Any] = app.task(name=name, retry=again, lock=alone, queueing_lock=alone)(run)
        if every:
            app.periodic(cron=every)(task)
        return task

    return make
