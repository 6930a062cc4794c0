"""A support is added by somebody who knows it, or closes."""

from __future__ import annotations

from typing import Any

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.permission.refusals import Refused
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Place
from livingwell.practice.network.actions.spellings import learn_spellings
from livingwell.practice.network.actions.steps import MOVED_ON
from livingwell.practice.network.actions.topics import learn_topics, topic_ids
from livingwell.practice.network.models import ENDED, Connection, ConnectionStep, Stage, StepKind, Support

CLOSING = Errand("a support closes")


@act("add_support")
def add_support(place: Place, *, by: Viewer, name: str, **said: Any) -> Support:
    """Add something that no directory lists: a choir, a friend's walking group. `said` are columns of `Support`."""
    now = clock.now()
    learn_topics(place.pk, said.get("topics", ()))
    support = Support(
        place_id=place.pk,
        name=name,
        topic_ids=topic_ids(place.pk, said.get("topics", ())),
        added_by_id=by.id,
        added_at=now,
        checked_at=now,
        changed_at=now,
        **said,
    )
    support.save(force_insert=True)
    learn_spellings(place.pk, only=support.pk)
    tell(about=None, place=place.pk, row=support.pk)
    return support


@act("close_support", binding=True)
def close_support(support: Support, *, by: Viewer) -> Support:
    """The support has closed: its connections end, never the journeys; who holds them does not change.

    The people concerned are somebody else's to see, so the platform's own errand ends the connections.
    """
    now = clock.now()
    closed = Support.objects.filter(pk=support.pk, closed_at=None).update(
        closed_at=now, closed_by_id=by.id, changed_at=now
    )
    if not closed:
        raise Refused(MOVED_ON)
    with speaking(CLOSING):
        touched = list(
            Connection.unguarded.select_for_update(no_key=True)
            .filter(support_id=support.pk)
            .exclude(stage__in=ENDED)
            .order_by("pk")
        )
        Connection.unguarded.filter(pk__in=[connection.pk for connection in touched]).update(
            stage=Stage.CLOSED, what_next="", ended_by_id=by.id, ended_at=now
        )
        ConnectionStep.unguarded.bulk_create(
            ConnectionStep(
                place_id=connection.place_id,
                person_id=connection.person_id,
                connection_id=connection.pk,
                support_id=support.pk,
                kind=StepKind.CLOSE,
                voice_id=by.id,
                done_by_id=by.id,
                done_by_name=by.name,
                done_at=now,
            )
            for connection in touched
        )
    support.closed_at, support.closed_by_id = now, by.id
    tell(about=None, place=support.place_id, row=support.pk, connections=[str(each.pk) for each in touched])
    return support
