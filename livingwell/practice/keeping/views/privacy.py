"""Privacy in plain words, for anybody; and for the privacy lead, the page on which the place says them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import open_door, place_door
from livingwell.practice.keeping import actions, reads
from livingwell.practice.keeping.forms import BasisForm, TimeForm
from livingwell.practice.keeping.models import Condition, Ground, Kept


@require_GET
@open_door("what is kept of people, and why, is for everybody to read before they say a word")
def privacy(request: Any) -> HttpResponse:
    """Who is responsible, on what ground, for how long, and what anybody can ask for."""
    page = {"times": reads.keeping_times(request.place), "grounds": reads.grounds(request.place)}
    return render(request, "keeping/privacy.html", page)


@require_http_methods(["GET", "POST"])
@place_door("look_after_privacy")
def set_terms(request: Any) -> HttpResponse:
    """For how long each kind is kept, and each organisation's ground: what is said here is what everybody reads."""
    time_form = TimeForm(request.POST if "years" in request.POST else None)
    basis_form = BasisForm(request.POST if "ground" in request.POST else None, place=request.place)
    if request.method == "POST" and (time_form.is_valid() or basis_form.is_valid()):
        if once.first_time(request):
            _set(request, time_form, basis_form)
            messages.success(request, _("Said. Everybody reads it so from now on."))
        return redirect("set_terms", place=request.place.slug)
    page: dict[str, Any] = {"time_form": time_form, "basis_form": basis_form}
    page |= {"times": reads.keeping_times(request.place), "bases": reads.bases(request.place)}
    return render(request, "keeping/set_terms.html", page)


def _set(request: Any, time_form: TimeForm, basis_form: BasisForm) -> None:
    if time_form.is_valid():
        given = time_form.cleaned_data
        actions.set_keeping_time(
            request.place, what=Kept(given["what"]), years=given["years"], because=given["because"], by=request.viewer
        )
        return
    given = basis_form.cleaned_data
    actions.set_basis(
        request.place, organisation=given["organisation"], ground=Ground(given["ground"]),
        condition=Condition(given["condition"]), contact=given["contact"], by=request.viewer,
    )  # fmt: skip
