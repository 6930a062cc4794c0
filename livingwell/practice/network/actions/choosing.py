"""Choosing a support with the person, and agreeing with them what it may be told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.permission.refusals import Refused, says
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By
from livingwell.practice.holding.models import Journey
from livingwell.practice.network.actions.steps import (
    AT_THE_FRONT_DOOR,
    leave_step,
    open_support,
    put,
    take_turn,
    whose_hand,
    whose_voice,
)
from livingwell.practice.network.models import Connection, Stage, StepKind, Support

says("connection_once_at_a_time", _("There is a connection to this support already. It is in the list."))
says("connection_support_open", _("This support has just closed. Please choose another."))


@act("choose_support", errands=(AT_THE_FRONT_DOOR,), binding=True)
def choose_support(journey: Journey, *, support: Support, may_say: str, by: By) -> Connection:
    """Choose a support with the person, or for oneself. Nobody outside hears of it until they have agreed what to say.

    Chosen in the person's own voice, `may_say` is their own and agreed already; a worker's is a suggestion.
    """
    support = open_support(support)
    if support.place_id != journey.place_id:
        raise Refused(_("This support belongs to another place."))
    now = clock.now()
    own_word = whose_voice(by, journey.person_id) == journey.person_id
    connection = Connection(
        place_id=journey.place_id,
        person_id=journey.person_id,
        journey_id=journey.pk,
        support_id=support.pk,
        stage=Stage.CHOSEN,
        chosen_by_id=whose_hand(by, journey.person_id),
        chosen_at=now,
        may_say=may_say,
        agreed_by_id=journey.person_id if own_word else None,
        agreed_at=now if own_word else None,
    )
    connection.save(force_insert=True)
    leave_step(connection, StepKind.CHOOSE, by=by)
    tell(
        about=journey.person_id,
        place=journey.place_id,
        row=connection.pk,
        support=str(support.pk),
        journey=str(journey.pk),
        agreed=own_word,
    )
    return connection


@act("agree_what_to_say", errands=(AT_THE_FRONT_DOOR,), binding=True)
def agree_what_to_say(connection: Connection, *, may_say: str, by: By) -> Connection:
    """The person has read what the support would be told, changed it as they like, and agrees."""
    connection = take_turn(connection, "offer_connection")
    put(connection, may_say=may_say, agreed_by_id=connection.person_id, agreed_at=clock.now())
    leave_step(connection, StepKind.AGREE, by=by, words=may_say)
    tell(about=connection.person_id, place=connection.place_id, row=connection.pk)
    return connection


@act("choose_another", errands=(AT_THE_FRONT_DOOR,), binding=True)
def choose_another(connection: Connection, *, support: Support, words: str, by: By) -> Connection:
    """Go on to another support. The connection is the same one, and what may be said has to be agreed anew."""
    support = open_support(support)
    connection = take_turn(connection, "choose_another")
    if support.place_id != connection.place_id or support.pk == connection.support_id:
        raise Refused(_("Please choose a different support."))
    leave_step(connection, StepKind.ANOTHER, by=by, words=words)
    put(
        connection,
        Stage.CHOSEN,
        support_id=support.pk,
        agreed_by_id=None,
        agreed_at=None,
        offered_by_id=None,
        offered_at=None,
        answer_due=None,
        what_next="",
        meeting_at=None,
        meeting_where="",
        walks_along="",
    )
    tell(about=connection.person_id, place=connection.place_id, row=connection.pk, support=str(support.pk))
    return connection
