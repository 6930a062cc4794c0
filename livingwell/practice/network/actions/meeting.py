"""The first meeting, and the person's own word about it: met, not yet, how it was, or no longer wanted."""

from __future__ import annotations

from datetime import datetime

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By
from livingwell.practice.network.actions.steps import AT_THE_FRONT_DOOR, leave_step, put, take_turn
from livingwell.practice.network.models import Connection, HowItWas, Stage, StepKind


@act("arrange_first_meeting", errands=(AT_THE_FRONT_DOOR,), binding=True)
def arrange_first_meeting(connection: Connection, *, at: datetime, where: str, walks_along: str, by: By) -> Connection:
    """When, where, and who walks along. Arranging again moves it; what was said before stays a step."""
    connection = take_turn(connection, "arrange_first_meeting")
    put(connection, Stage.ARRANGED, meeting_at=at, meeting_where=where, walks_along=walks_along)
    leave_step(connection, StepKind.ARRANGE, by=by, words="\n".join(filter(None, [where, walks_along])))
    tell(about=connection.person_id, place=connection.place_id, row=connection.pk, at=at.isoformat())
    return connection


@act("say_not_yet", errands=(AT_THE_FRONT_DOOR,))
def say_not_yet(connection: Connection, *, words: str, by: By) -> Connection:
    """The person has not met them yet. Nothing ends, nothing is lost; the team sees it."""
    connection = take_turn(connection, "say_met")
    leave_step(connection, StepKind.NOT_YET, by=by, words=words)
    tell(about=connection.person_id, place=connection.place_id, row=connection.pk, stage=connection.stage)
    return connection


@act("say_met", errands=(AT_THE_FRONT_DOOR,), binding=True)
def say_met(connection: Connection, *, words: str, by: By) -> Connection:
    """The person says that they have met: the connection is made. Nobody else can say it."""
    return _end(connection, Stage.MET, StepKind.MET, words, by)


@act("say_not_wanted_now", errands=(AT_THE_FRONT_DOOR,), binding=True)
def say_not_wanted_now(connection: Connection, *, words: str, by: By) -> Connection:
    """The person no longer wants this. No reason is asked; the journey and its hold go on as they were."""
    return _end(connection, Stage.NOT_WANTED, StepKind.NOT_WANTED, words, by)


def _end(connection: Connection, stage: Stage, kind: StepKind, words: str, by: By) -> Connection:
    connection = take_turn(connection, kind.value)
    put(connection, stage, what_next="", ended_by_id=connection.person_id, ended_at=clock.now())
    leave_step(connection, kind, by=by, words=words)
    tell(about=connection.person_id, place=connection.place_id, row=connection.pk, support=str(connection.support_id))
    return connection


@act("say_how_it_was", errands=(AT_THE_FRONT_DOOR,), binding=True)
def say_how_it_was(connection: Connection, *, how: HowItWas | None, words: str, share: bool, by: By) -> Connection:
    """How it was, in the person's words and on a scale of words, either left out as they like. With `share` the support
    may hear it; saying it again replaces it, so that a wish can be taken back. What was said before stays a step."""
    connection = Connection.unguarded.select_for_update(no_key=True).get(pk=connection.pk)
    put(
        connection,
        how=how or "",
        how_words=words,
        how_shared_by_id=connection.person_id if share else None,
        how_shared_at=clock.now() if share else None,
    )
    leave_step(connection, StepKind.HOW, by=by, words=words)
    tell(about=connection.person_id, place=connection.place_id, row=connection.pk, shared=share)
    return connection
