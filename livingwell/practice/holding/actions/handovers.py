"""A hold offered to another worker: their yes passes it, their no needs no reason."""

from __future__ import annotations

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership
from livingwell.practice.holding.models import UNANSWERED, Handover, Journey


@act("offer_handover")
def offer_handover(journey: Journey, *, to: Membership, why: str, by: Viewer) -> Handover:
    """Ask the worker `to` whether they will hold. Until they say yes nothing changes; asking twice is asking once."""
    already = Handover.unguarded.filter(UNANSWERED, journey_id=journey.pk, to_id=to.person_id).first()
    handover = already or Handover(
        place_id=journey.place_id,
        journey_id=journey.pk,
        person_id=journey.person_id,
        to_id=to.person_id,
        to_name=to.known_as,
        in_team_id=to.team_id,
        why=why,
        offered_by_id=by.id,
        offered_by_name=by.name,
        offered_at=clock.now(),
    )
    if already is None:
        handover.save(force_insert=True)
    tell(about=journey.person_id, place=journey.place_id, row=handover.pk, to=str(to.person_id))
    return handover


@act("accept_handover", binding=True)
def accept_handover(handover: Handover, *, by: Viewer) -> Handover:
    """Yes: from this moment `by` holds."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.accept_handover(%s)", [handover.pk])
    tell(about=handover.person_id, place=handover.place_id, row=handover.pk, journey=str(handover.journey_id))
    return handover


@act("decline_handover")
def decline_handover(handover: Handover, *, because: str, by: Viewer) -> Handover:
    """No, with a word of why or without: the holder goes on holding, and nobody counts."""
    handover.declined_by_id, handover.declined_at, handover.declined_because = by.id, clock.now(), because
    handover.save(update_fields=["declined_by", "declined_at", "declined_because"])
    tell(about=handover.person_id, place=handover.place_id, row=handover.pk, journey=str(handover.journey_id))
    return handover


@act("withdraw_handover")
def withdraw_handover(handover: Handover, *, by: Viewer) -> Handover:
    """Whoever offered takes the offer back before it is answered."""
    handover.withdrawn_by_id, handover.withdrawn_at = by.id, clock.now()
    handover.save(update_fields=["withdrawn_by", "withdrawn_at"])
    tell(about=handover.person_id, place=handover.place_id, row=handover.pk, journey=str(handover.journey_id))
    return handover
