"""The step that every act on a connection leaves: who wrote it down, in whose voice, when, and the words."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.refusals import Refused
from livingwell.kit.permission.turns import row_now
from livingwell.kit.viewers import By, Viewer
from livingwell.practice.network.models import Connection, ConnectionStep, Stage, StepKind, Support
from livingwell.practice.network.rules import stages_for

#: The person by themselves, with their returning code: nobody is signed in.
AT_THE_FRONT_DOOR = "front door"
MOVED_ON = _("This has moved on since you opened the page. Please look again.")


def whose_hand(by: By, person_id: UUID) -> UUID:
    """Who does it: whoever is signed in, or the person themselves at the front door."""
    return by.id if isinstance(by, Viewer) else person_id


def whose_voice(by: By, person_id: UUID) -> UUID:
    """Whose word it is: the person's where it is entered for them, else that of whoever does it."""
    return by.speaks_for if isinstance(by, Viewer) else person_id


def take_turn(connection: Connection, act: str) -> Connection:
    """The connection as it is now, locked until the act is done; two people who act at once take turns.

    :raises Refused: when it has moved on to where `act` cannot follow.
    """
    now = row_now(connection, key_stays=True)
    if now is None or now.stage not in stages_for(act):
        raise Refused(MOVED_ON)
    return now


def leave_step(
    connection: Connection, kind: StepKind, *, by: By, words: str = "", what_next: str = ""
) -> ConnectionStep:
    """Write down what has just happened."""
    step = ConnectionStep(
        place_id=connection.place_id,
        person_id=connection.person_id,
        connection_id=connection.pk,
        support_id=connection.support_id,
        kind=kind,
        what_next=what_next,
        words=words,
        voice_id=whose_voice(by, connection.person_id),
        done_by_id=whose_hand(by, connection.person_id),
        done_by_name=by.name if isinstance(by, Viewer) else "",
        channel=by.channel if isinstance(by, Viewer) else "",
        done_at=clock.now(),
    )
    step.save(force_insert=True)
    return step


def open_support(support: Support) -> Support:
    """The support, if somebody can be introduced to it now.

    :raises Refused: when it has closed, or its directory no longer lists it.
    """
    # No lock is needed here: the database asks again at the end of the act, where it waits for whoever is closing it.
    found = Support.objects.filter(pk=support.pk, place_id=support.place_id, closed_at=None, withdrawn_at=None).first()
    if found is None:
        raise Refused(_("This support has closed, so nobody can be introduced to it. Please choose another."))
    return found


def put(connection: Connection, stage: Stage | None = None, **columns: object) -> None:
    """Set what changed, and save just that."""
    if stage is not None:
        columns["stage"] = stage
    for name, value in columns.items():
        setattr(connection, name, value)
    connection.save(update_fields=[name.removesuffix("_id") for name in columns])
