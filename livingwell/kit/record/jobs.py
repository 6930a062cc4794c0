"""Every few seconds what was recorded is sealed; every hour what has served is cleared away."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.once import Once
from livingwell.kit.record import heads, sealing
from livingwell.kit.throttle import Throttle
from livingwell.kit.unsent.models import Unsent
from livingwell.kit.viewers import Errand
from livingwell.kit.work import job

SEALING = Errand("sealing")
#: Longer than any page of ours stays open: a session ends sooner.
SPENT_FOR = timedelta(days=2)
FORGOTTEN_AFTER = timedelta(days=1)
#: As long as words wait in a browser for whoever typed them (unsent.js).
WAITED_FOR = timedelta(days=60)


def seal_records() -> int:
    """Seal every table under seal, each in a transaction of its own, and export the links once they are committed.
    Gives how many rows were sealed."""
    rows = 0
    with heads.one_at_a_time():
        for model in sealing.sealed_models:
            with speaking(SEALING):
                rows += sealing.seal_table(model)
        with speaking(SEALING):
            heads.export([model._meta.db_table for model in sealing.sealed_models])
    return rows


#: The last column is seconds: what is written is under seal, and exported, about ten seconds later.
@job("seal records", errand="sealing", every="* * * * * */10")
def seal_often() -> None:
    # The seals must be committed before their heads are exported, so they cannot be part of this transaction.
    transaction.on_commit(_seal_and_export)


def _seal_and_export() -> None:
    seal_records()


@job("clear what has served", errand="clearing", every="17 * * * *")
def clear_hourly() -> None:
    clear_what_has_served()


def clear_what_has_served() -> None:
    """Forget spent tokens, old throttles, unsent words that were sent long since, and jobs that are done. Runs within
    an errand."""
    Once.objects.filter(spent_at__lt=clock.now() - SPENT_FOR).delete()
    Throttle.objects.filter(at__lt=clock.now() - FORGOTTEN_AFTER).delete()
    Unsent.objects.filter(sent_at__lt=clock.now() - WAITED_FOR).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs j where j.status = 'succeeded' and not exists (select from"
            " procrastinate_events e where e.job_id = j.id and e.at > %s)",
            [clock.now() - FORGOTTEN_AFTER],
        )
