"""What was talked about, for those the person let into it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import door
from livingwell.people.models import Person
from livingwell.practice.meetings.models import Meeting, MeetingStage

SHOWN = 50


@require_GET
@door(Person)
def shared_meetings(request: Any, person: Person) -> HttpResponse:
    """The conversations that have been told, newest first; each leads to its own page."""
    rows = Meeting.objects.visible_to(request.viewer).with_reason().filter(person_id=person.pk)
    told = rows.filter(stage=MeetingStage.HAPPENED).order_by("-happened_at")[:SHOWN]
    return render(request, "meetings/shared_meetings.html", {"person": person, "meetings": list(told)})
