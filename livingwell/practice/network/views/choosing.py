"""Choosing: look for a support without leaving the page, then say what it may be told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.acts import Refused
from livingwell.kit.permission.doors import door
from livingwell.practice.circle.voice import other_person_of
from livingwell.practice.holding.models import Journey
from livingwell.practice.network import actions, reads
from livingwell.practice.network.forms import AnotherForm, ChooseTogetherForm, MaySayForm
from livingwell.practice.network.models import Connection, Support
from livingwell.practice.network.next_acts import possible
from livingwell.practice.network.views.connections import back_of, is_own, layout_of
from livingwell.practice.network.views.stepping import moved_on
from livingwell.practice.network.views.supports import looked_for

FORM = require_http_methods(["GET", "POST"])


def _picked(request: Any) -> Support | None:
    """The support that the address names, if there is one to be introduced to."""
    try:
        pk = UUID(request.GET.get("support", ""))
    except ValueError:
        return None
    found = reads.support_of(request.place.pk, pk)
    return found if found is not None and found.is_open else None


def _look(request: Any, row: Any, title: str) -> HttpResponse:
    page = looked_for(request) | {
        "title": title,
        "layout": layout_of(request, row),
        "person": other_person_of(request, row),
        "own": is_own(request, row),
        "back": back_of(request, row),
    }
    return render(request, "network/look.html", page)


@FORM
@door(Journey, "choose_support")
def choose_support(request: Any, journey: Journey) -> HttpResponse:
    """Choose a support together, or for oneself."""
    support, own = _picked(request), is_own(request, journey)
    if support is None:
        return _look(request, journey, _("Choose a support") if own else _("Choose a support together"))
    suggested = {"may_say": _("My first name, and that I would like to come along.")}
    form: Any = (MaySayForm if own else ChooseTogetherForm)(request.POST or None, initial=suggested)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not once.first_time(request):
            return redirect(back_of(request, journey))
        try:
            made = actions.choose_support(journey, support=support, may_say=given["may_say"], by=request.viewer)
            if given.get("agreed"):
                said_by_them = request.viewer.entering_for(journey.person_id, given["channel"])
                actions.agree_what_to_say(made, may_say=given["may_say"], by=said_by_them)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Chosen."))
            return redirect("connection", place=request.place.slug, pk=made.pk)
    page = {
        "form": form,
        "support": support,
        "own": own,
        "person": other_person_of(request, journey),
        "layout": layout_of(request, journey),
        "back": request.path,
    }
    return render(request, "network/choose_support.html", page)


@FORM
@door(Connection)
def choose_another(request: Any, connection: Connection) -> HttpResponse:
    """Go on to another support; what was told stays with those who were told."""
    if not possible(connection, "choose_another") and request.method == "GET":
        return moved_on(request, connection)
    support = _picked(request)
    if support is None or support.pk == connection.support_id:
        return _look(request, connection, _("Choose another support"))
    form = AnotherForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not once.first_time(request):
            return redirect("connection", place=request.place.slug, pk=connection.pk)
        try:
            if not possible(connection, "choose_another"):
                raise Refused(_("This has moved on since you opened the page. Please look again."))
            actions.choose_another(connection, support=support, words=form.cleaned_data["words"], by=request.viewer)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Chosen. Next: agree what they may be told."))
            return redirect("connection", place=request.place.slug, pk=connection.pk)
    page = {
        "form": form,
        "support": support,
        "connection": connection,
        "own": is_own(request, connection),
        "person": other_person_of(request, connection),
        "layout": layout_of(request, connection),
        "back": request.path,
    }
    return render(request, "network/choose_another.html", page)
