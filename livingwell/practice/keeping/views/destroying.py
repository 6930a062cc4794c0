"""What is to be destroyed: proposed, agreed to, taken back, and what became of it. Each page says exactly what goes,
and what stays by law, before anybody presses anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit.permission.doors import door, place_door
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.keeping import actions, reads
from livingwell.practice.keeping.forms import AgreeForm, GoesForm
from livingwell.practice.keeping.models import WAITS, Destruction, Goes, Request
from livingwell.practice.keeping.stays import can_all_go, stays_by_law

FORM = require_http_methods(["GET", "POST"])


@require_GET
@place_door("see_what_is_destroyed")
def destructions(request: Any) -> HttpResponse:
    """What has passed its keeping time, what waits for a second name or its week, and what became of the rest."""
    rows = reads.destructions(request.viewer)
    live = [row for row in rows if row.stands]
    page = {
        "found": [row for row in live if row.proposed_at is None],
        "half": [row for row in live if row.proposed_at and row.agreed_at is None],
        "waiting": [row for row in live if row.agreed_at],
        "over": [row for row in rows if not row.stands],
    }
    return render(request, "keeping/destructions.html", page)


@FORM
@door(Request, "propose_destruction")
def propose_destruction(request: Any, asked: Request) -> HttpResponse:
    """Somebody asked for it: what the law keeps and until when, what can go, and the first of two names."""
    all_can = can_all_go(asked.person_id, request.place)
    form = GoesForm(request.POST or None, all_can=all_can)
    if request.method == "POST" and form.is_valid():
        made: list[Destruction] = []
        what = Goes(form.cleaned_data["what"])
        pressed(
            request,
            lambda: made.append(actions.propose_destruction(asked, what=what, by=request.viewer)),
            _("Proposed. Nothing goes before a second person agrees."),
        )
        if made:
            return redirect("destruction", place=request.place.slug, pk=made[0].pk)
        return redirect("answer_request", place=request.place.slug, pk=asked.pk)
    page = {"asked": asked, "form": form, "all_can": all_can, "stays": stays_by_law(asked.person_id, request.place)}
    return render(request, "keeping/propose_destruction.html", page)


@require_GET
@door(Destruction, also=("propose_found", "agree_to_destroy", "take_back_destruction"))
def destruction(request: Any, row: Destruction) -> HttpResponse:
    """One of them: what goes, whose names stand under it, when it happens, and the way back."""
    return _page(request, row, AgreeForm())


@require_POST
@door(Destruction, "propose_found", also=("agree_to_destroy", "take_back_destruction"))
def propose_found(request: Any, row: Destruction) -> HttpResponse:
    """The first name under what was found."""
    return _named(request, row, actions.propose_found, _("Proposed. Nothing goes before a second person agrees."))


@require_POST
@door(Destruction, "agree_to_destroy", also=("propose_found", "take_back_destruction"))
def agree_to_destroy(request: Any, row: Destruction) -> HttpResponse:
    """The second name, by whoever has read what goes."""
    return _named(
        request, row, actions.agree_to_destroy, _("Agreed. It waits a week, and can be taken back until then.")
    )


@require_POST
@door(Destruction, "take_back_destruction")
def take_back_destruction(request: Any, row: Destruction) -> HttpResponse:
    """No: it stays."""
    pressed(
        request, lambda: actions.take_back_destruction(row, by=request.viewer), _("Taken back. Nothing is destroyed.")
    )
    return redirect("destruction", place=request.place.slug, pk=row.pk)


def _named(request: Any, row: Destruction, do: Callable[..., Destruction], said: str) -> HttpResponse:
    """A name under it, by whoever has read what goes."""
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    pressed(request, lambda: do(row, by=request.viewer), said)
    return redirect("destruction", place=request.place.slug, pk=row.pk)


def _page(request: Any, row: Destruction, form: AgreeForm) -> HttpResponse:
    page = {
        "row": row,
        "form": form,
        "days": WAITS.days,
        "mine": row.person_id == request.viewer.id,
        "everything": row.what == Goes.ALL,
        "stays": [] if row.done_at else stays_by_law(row.person_id, request.place),
    }
    return render(request, "keeping/destruction.html", page)
