"""Doors: every address has one. It fetches the row the page is about, or refuses, and the look is recorded."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from livingwell.kit import once
from livingwell.kit.permission import showing
from livingwell.kit.permission.allowing import allows
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.rules import rule_for
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer

View = Callable[..., HttpResponse]


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")


def _done_already_or_refused(request: Any) -> HttpResponse:
    """Back to the page the form was on, where it was sent before and did its work; refused where it was not.

    :raises PermissionDenied: for what they may not do, and did not do.
    """
    if not once.sent_before(request):
        raise PermissionDenied
    messages.info(request, _("That was done already."))
    came_from = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return redirect(came_from) if here else redirect("home", place=request.place.slug)


def door(model: type[models.Model], act: str = "read", *, also: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Fetch the row this page is about: 404 if it may not be seen, 403 if `act` may not be done.

    `model` is guarded, or one that is nobody's own but has rules (a team, a membership).

    The view is called as ``view(request, row, **rest)``; `row` carries ``may_<act>`` for `act` and each of `also`.
    The page is not to be kept by any cache.
    """

    acts = frozenset({act, *also} - {"read"})

    def fit(view: View) -> View:
        @wraps(view)
        def enter(request: Any, pk: UUID, **rest: Any) -> HttpResponse:
            if request.viewer is None:
                return _ask_to_sign_in(request)
            row = next(iter(_seen(request.viewer, model, acts, pk, request.place.pk)), None)
            if row is None:
                raise Http404
            if act != "read" and not getattr(row, f"may_{act}"):
                return _done_already_or_refused(request)
            shown = showing.current()
            if shown is not None and isinstance(row, Guarded) and row.subject is not None:
                shown.about = getattr(row, row.subject)
            response = view(request, row, **rest)
            add_never_cache_headers(response)
            return response

        enter.door = (model, act)  # type: ignore[attr-defined]
        return enter

    return fit


@said_once
def _seen(viewer: Viewer, model: type[models.Model], acts: frozenset[str], pk: UUID, place: UUID) -> Any:
    """The row of `model`, where `viewer` may read it, with ``may_<act>``."""
    rows: models.QuerySet[Any]
    if issubclass(model, Guarded):
        rows = model.objects.visible_to(viewer).may(*sorted(acts)).with_reason()
    else:
        answers = {
            f"may_{act}": Case(When(rule_for(model, act).q(viewer), then=Value(True)), default=Value(False))
            for act in sorted(acts)
        }
        rows = model._default_manager.filter(rule_for(model, "read").q(viewer)).annotate(**answers)
    return rows.filter(pk=pk, place_id=place)


def place_door(act: str) -> Callable[[View], View]:
    """The door of a page about no one row: a list, a search, a form for something new. `act` is asked of the place.

    404 for a place one has nothing to do with, 403 where one may not do `act` there.
    """

    def fit(view: View) -> View:
        @wraps(view)
        def enter(request: Any, **rest: Any) -> HttpResponse:
            if request.viewer is None:
                return _ask_to_sign_in(request)
            place = request.place
            if request.viewer.place_id != place.pk:
                raise Http404
            if not allows(place, act, request.viewer):
                raise PermissionDenied
            response = view(request, **rest)
            add_never_cache_headers(response)
            return response

        enter.door = (None, act)  # type: ignore[attr-defined]
        return enter

    return fit


def open_door(why: str) -> Callable[[View], View]:
    """A page anybody may open; `why` says why that is right."""

    def fit(view: View) -> View:
        @wraps(view)
        def enter(request: Any, **rest: Any) -> HttpResponse:
            return view(request, **rest)

        enter.door = (None, why)  # type: ignore[attr-defined]
        enter.is_open = True  # type: ignore[attr-defined]
        return enter

    return fit
