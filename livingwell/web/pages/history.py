"""A journey's history, in words: who held, what was offered and answered, when people met, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.holding.models import Ending, Handover, HowHeld, Journey
from livingwell.practice.holding.reads import holds_of
from livingwell.practice.meetings.models import Meeting, MeetingStage


@dataclass(frozen=True)
class Happening:
    """One thing that happened: `theirs` where it is the person's own word."""

    at: datetime
    title: str
    words: str = ""
    who: str = ""
    theirs: bool = False


def history(journey: Journey, viewer: Viewer) -> list[Happening]:
    """What has happened on this journey, the latest first; the same number of queries however long it was."""
    keys.bring([journey.person_id])
    found = [Happening(journey.opened_at, _("The journey began"))]
    for hold in holds_of(journey):
        says = (
            _("%(name)s held, on duty for %(team)s")
            if hold.how == HowHeld.DUTY
            else _("%(name)s said “I’ll hold this”")
        )
        found.append(Happening(hold.began_at, says % {"name": hold.holder_name, "team": hold.team_name}))
    for offer in Handover.objects.visible_to(viewer).filter(journey_id=journey.pk).order_by("-offered_at")[:100]:
        found += _of_offer(offer)
    for meeting in (
        Meeting.objects.visible_to(viewer)
        .filter(journey_id=journey.pk, stage=MeetingStage.HAPPENED)
        .only("person_id", "kind", "how", "led_by_name", "happened_at")
        .order_by("-happened_at")[:200]
    ):
        found.append(
            Happening(meeting.happened_at, meeting.get_kind_display(), meeting.get_how_display(), meeting.led_by_name)
        )
    for ending in Ending.objects.visible_to(viewer).filter(journey_id=journey.pk).order_by("-said_at")[:20]:
        found += _of_ending(ending)
    if journey.closed_at:
        found.append(Happening(journey.closed_at, _("The journey ended")))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_offer(offer: Handover) -> list[Happening]:
    asked = _("%(by)s asked %(to)s to hold") % {"by": offer.offered_by_name, "to": offer.to_name}
    said = [Happening(offer.offered_at, asked, offer.why, offer.offered_by_name)]
    if offer.accepted_at:
        said.append(Happening(offer.accepted_at, _("%(to)s said yes") % {"to": offer.to_name}))
    if offer.declined_at:
        said.append(
            Happening(
                offer.declined_at, _("%(to)s said no") % {"to": offer.to_name}, offer.declined_because, offer.to_name
            )
        )
    if offer.withdrawn_at:
        said.append(Happening(offer.withdrawn_at, _("The offer to %(to)s was taken back") % {"to": offer.to_name}))
    return said


def _of_ending(ending: Ending) -> list[Happening]:
    theirs = ending.said_by_id == ending.person_id
    said = [Happening(ending.said_at, ending.get_kind_display(), ending.words, ending.said_by_name, theirs)]
    if ending.seconded_at:
        said.append(Happening(ending.seconded_at, _("A second worker agreed")))
    if ending.undone_at:
        said.append(Happening(ending.undone_at, _("The ending was undone")))
    return said
