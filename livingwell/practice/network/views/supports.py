"""Supports, for anybody: looking for one, reading about one; and for those who know them, adding and closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.acts import Refused, allows
from livingwell.kit.permission.doors import door, open_door, place_door
from livingwell.practice.holding.reads import open_journey_of
from livingwell.practice.network import actions, reads
from livingwell.practice.network.forms import SearchForm, SupportForm
from livingwell.practice.network.models import Source, Support
from livingwell.practice.network.searching import Found, search_supports


def layout_for(request: Any) -> str:
    """Supports are everybody's: a worker reads them at the desk, anybody else on calm pages."""
    if request.viewer is None:
        return "layouts/public.html"
    return "layouts/desk.html" if request.viewer.teams else "layouts/person.html"


def looked_for(request: Any) -> dict[str, Any]:
    """The search that the address asks for: its form, what was found, and the addresses of the pages beside it."""
    form = SearchForm(request.GET if "q" in request.GET or "near" in request.GET else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {"q": "", "near": ""}
    page = request.GET.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1
    found = Found(()) if form.errors else search_supports(request.place.pk, given["q"], near=given["near"], page=number)

    def at(other: int) -> str:
        return f"?{urlencode({**given, 'page': other})}"

    return {
        "form": form,
        "asked": given,
        "found": found,
        "clear": request.path if given["q"] or given["near"] else "",
        "earlier": at(found.page - 1) if found.page > 1 else "",
        "later": at(found.page + 1) if found.more else "",
    }


@require_GET
@open_door("what can help is public: nobody has to say who they are to look for it")
def supports(request: Any) -> HttpResponse:
    """Look for a support by words and by place, or look through them all."""
    page = looked_for(request) | {"layout": layout_for(request)}
    if request.viewer is not None:
        page["may_add"] = allows(request.place, "add_support", request.viewer)
    return render(request, "network/supports.html", page)


@require_GET
@open_door("what can help is public: nobody has to say who they are to read about it")
def support(request: Any, pk: UUID) -> HttpResponse:
    """One support: what it is, how to reach it, where we know it from, and when it was last checked."""
    shown = reads.support_of(request.place.pk, pk)
    if shown is None:
        raise Http404
    page: dict[str, Any] = {"support": shown, "layout": layout_for(request)}
    if request.viewer is not None and request.viewer.place_id == request.place.pk:
        page["journey"] = open_journey_of(request.viewer.id, request.viewer) if shown.is_open else None
        page["may_close"] = allows(shown, "close_support", request.viewer)
    return render(request, "network/support.html", page)


@require_http_methods(["GET", "POST"])
@place_door("add_support")
def add_support(request: Any) -> HttpResponse:
    """Something that no directory lists: a choir, a friend's walking group."""
    form = SupportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not once.first_time(request):
            return redirect("supports", place=request.place.slug)
        made = actions.add_support(request.place, by=request.viewer, **form.said())
        messages.success(request, _("Added. Anybody can find it now."))
        return redirect("support", place=request.place.slug, pk=made.pk)
    return render(request, "network/add_support.html", {"form": form, "layout": layout_for(request)})


@require_http_methods(["GET", "POST"])
@door(Support)
def close_support(request: Any, shown: Support) -> HttpResponse:
    """It has closed: said by somebody who knows, after reading what that does."""
    if shown.closed_at is None and not allows(shown, "close_support", request.viewer):
        raise PermissionDenied
    if request.method == "POST" or shown.closed_at is not None:
        try:
            if shown.closed_at is None and once.first_time(request):
                actions.close_support(shown, by=request.viewer)
                messages.success(request, _("Closed. Whoever was on their way there sees it, and their team does."))
        except Refused as refused:
            messages.warning(request, refused.sentence)
        return redirect("support", place=request.place.slug, pk=shown.pk)
    return render(request, "network/close_support.html", {"support": shown, "layout": layout_for(request)})


@require_GET
@open_door("whose work the directory is has to be said to everybody")
def sources(request: Any) -> HttpResponse:
    """Where we know supports from, with the words their publishers ask for."""
    rows = Source.objects.filter(place=request.place).order_by("name")[:100]
    return render(request, "network/sources.html", {"sources": rows, "layout": layout_for(request)})
