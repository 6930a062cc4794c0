"""Finding a person by name."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from livingwell.kit.permission.doors import place_door
from livingwell.practice.holding import reads
from livingwell.practice.holding.forms import FindPersonForm

#: Enough for one look; a longer list asks for more of the name.
AT_MOST = 25


@place_door("work_here")
def person_search(request: Any) -> HttpResponse:
    """By name, as it sounds; only whom the searcher may see, and everybody shown is told of the look."""
    form = FindPersonForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    found = reads.find_person(words, request.viewer, AT_MOST)
    context = {"form": form, "words": words, "found": found, "more": len(found) == AT_MOST}
    return render(request, "holding/person_search.html", context)
