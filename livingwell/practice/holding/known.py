"""Whom a person knows because they are held: their holder, that worker's team, and the others in it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership
from livingwell.practice.circle.known import Known, tells_the_way_back, tells_whom_they_know
from livingwell.practice.holding.models import Hold, Journey


@tells_whom_they_know
def by_hold(person_id: UUID, viewer: Viewer) -> Iterator[Known]:
    """The team first, then the holder, then the others, each by the name they work by."""
    held = Hold.objects.visible_to(viewer).filter(person_id=person_id, ended_at=None).select_related("team").first()
    if held is None:
        return
    members = list(
        Membership.objects.filter(team_id=held.team_id, ended_at=None)
        .exclude(person_id=person_id)
        .select_related("organisation")
        .order_by("known_as", "id")[:60]
    )
    holder = next((member.known_as for member in members if member.person_id == held.holder_id), "")
    about = _("%(name)s’s team: everyone who works in it") % {"name": holder} if holder else _("your team")
    yield Known("team", held.team_id, _("%(team)s team") % {"team": held.team.name}, about)
    for member in sorted(members, key=lambda member: member.person_id != held.holder_id):
        about = f"{member.get_kind_display()}, {member.organisation.name}"
        if member.person_id == held.holder_id:
            about = _("%(about)s. They hold your journey") % {"about": about}
        yield Known("person", member.person_id, member.known_as, about)


@tells_the_way_back
def to_the_journey(place: str, person_id: UUID, viewer: Viewer) -> str:
    """Whoever enters something for somebody goes back to their journey."""
    journeys = Journey.objects.visible_to(viewer).not_shown("only its address is used")
    journey = journeys.filter(person_id=person_id).order_by("-opened_at").first()
    return reverse("journey", args=[place, journey.pk]) if journey is not None else ""
