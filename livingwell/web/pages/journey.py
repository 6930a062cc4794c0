"""A journey as its workers see it: one page, a part of it at a time, composed from the rooms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.doors import door
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.holding import reads as holding
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models import TalkToday
from livingwell.practice.team.reads.one import one_journey
from livingwell.web.pages.history import history
from livingwell.web.pages.panels import first_panels, journey_panels


class Part(TextChoices):
    """The parts of the page; each is an address of its own."""

    NOW = "", _("Now")
    OWN = "own", _("Story and plan")
    CONNECTIONS = "connections", _("Connections")
    HISTORY = "history", _("History")


#: Which rooms speak in which part, in this order.
ROOMS = {
    Part.NOW: ("meetings", "frontdoor"),
    Part.OWN: ("story", "plan"),
    Part.CONNECTIONS: ("network", "circle"),
    Part.HISTORY: (),
}
#: Who speaks before everything else (promise 3: what was told is in front of whoever was let in).
FIRST = ("story",)
ACTS = ("hold_journey", "offer_handover", "return_to_duty", "propose_ending")


@door(Journey, also=ACTS)
def journey(request: Any, shown: Journey) -> HttpResponse:
    """Who they are, how to reach them, who holds, what is next; and one of the parts. One's own is at home."""
    viewer, place = request.viewer, request.place
    if shown.person_id == viewer.id:
        return redirect("home", place=place.slug)
    asked = request.GET.get("show", "")
    part = Part(asked) if asked in Part.values else Part.NOW
    here = reverse("journey", kwargs={"place": place.slug, "pk": shown.pk})
    row = one_journey(shown, viewer, place)
    person = next(iter(_person(viewer, shown.person_id)), None)
    context = {
        "journey": shown,
        "person": person,
        "row": row,
        "part": part,
        "tabs": [
            {"label": one.label, "url": f"{here}?show={one.value}" if one.value else here, "current": one == part}
            for one in Part
        ],
        "talk": _asked_today(shown, viewer) if row and row.talk_today else [],
        "offer": holding.open_offer(shown, viewer) if row and row.hold.offered_at else None,
        "ending": holding.ending_under_way(shown, viewer) if row and row.hold.ending_at else None,
        "first": first_panels(FIRST, shown, request) if part == Part.NOW else [],
        "panels": journey_panels(ROOMS[part], shown, request, row),
        "history": history(shown, viewer) if part == Part.HISTORY else [],
    }
    return render(request, "web/pages/journey.html", context)


@said_once
def _person(viewer: Viewer, pk: UUID) -> Any:
    return Person.objects.visible_to(viewer).with_reason().filter(pk=pk)


def _asked_today(shown: Journey, viewer: Any) -> list[TalkToday]:
    rows = TalkToday.objects.visible_to(viewer).filter(journey_id=shown.pk, answered_at=None)
    return list(rows.order_by("asked_at")[:10])
