"""A copy of everything that is mine: asked for, made, fetched, thrown away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.reads import myself
from livingwell.practice.keeping import actions, reads
from livingwell.practice.keeping.jobs import LASTS
from livingwell.practice.keeping.models import WholeCopy


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def my_copy(request: Any) -> HttpResponse:
    """Ask for it, watch it being made, fetch it; and say until when it is there."""
    if request.method == "POST":
        actions.ask_for_copy(myself(request.viewer), by=request.viewer)
        return redirect("my_copy", place=request.place.slug)
    copy = reads.my_copy(request.viewer)
    making = copy is not None and copy.ready_at is None and copy.gone_at is None
    page = {
        "copy": copy,
        "making": making,
        "until": copy.ready_at + LASTS if copy is not None and copy.ready_at else None,
        "now": clock.now(),
    }
    fragment = "HX-Request" in request.headers
    return render(request, "keeping/copy_stands.html" if fragment else "keeping/my_copy.html", page)


@require_GET
@door(WholeCopy, "fetch_copy")
def fetch_copy(request: Any, copy: WholeCopy) -> Any:
    """The zip itself; the rule is asked at each slice."""
    answer = StreamingHttpResponse(reads.contents_of(copy, request.viewer), content_type="application/zip")
    name = f"everything-of-mine-{copy.asked_at:%Y-%m-%d}.zip"
    answer.headers["Content-Length"] = str(copy.size)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return answer


@require_POST
@door(WholeCopy, "throw_copy_away")
def throw_copy_away(request: Any, copy: WholeCopy) -> HttpResponse:
    """Now, and not tomorrow."""
    actions.throw_copy_away(copy, by=request.viewer)
    messages.success(request, _("The copy is gone. What is yours is still here."))
    return redirect("my_copy", place=request.place.slug)
