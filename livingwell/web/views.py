"""Pages of the web room: the list of places, and what is said when a form is too old."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from livingwell.kit.permission.doors import open_door
from livingwell.people.models import Place


@open_door("the names of places are public")
def places(request: HttpRequest) -> HttpResponse:
    """The places, or the only one."""
    found = list(Place.objects.order_by("name")[:200])
    if len(found) == 1:
        return redirect("place", place=found[0].slug)
    return render(request, "web/places.html", {"places": found})


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token has run out: what was typed is shown again, so that nothing is lost."""
    typed = [(key, value) for key, value in request.POST.items() if key != "csrfmiddlewaretoken" and value.strip()]
    return render(request, "web/form_too_old.html", {"typed": typed}, status=403)
