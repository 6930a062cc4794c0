"""What somebody said when they introduced themselves, for those they let into it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import door
from livingwell.people.models import Person
from livingwell.practice.frontdoor.panels import what_was_said


@require_GET
@door(Person)
def shared_introduction(request: Any, person: Person) -> HttpResponse:
    """The person's own words on arriving, each correction beside; nothing where it was not shared."""
    said = what_was_said(person.pk, request.viewer)
    return render(request, "frontdoor/shared_introduction.html", {"person": person, "introductions": said})
