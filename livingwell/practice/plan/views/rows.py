"""What the pages of everything a person writes have in common: both versions side by side, and acts of one press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.permission.refusals import THESE_DESTROYED
from livingwell.kit.secrets.fields import is_destroyed
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.voice import press, voiced_door
from livingwell.practice.plan.models import Written

Back = Callable[[Any, Any, Viewer], HttpResponse]


def settled(request: Any, beside: list[Any]) -> list[UUID]:
    """The copies that were on the page when one text was made of them; anything tampered with is nothing."""
    named = set(request.POST.getlist("settles")[:20])
    return [copy.pk for copy in beside if str(copy.pk) in named]


def copies(request: Any, row: Any) -> list[Any]:
    """Words from another window that are waiting beside this row."""
    rows = type(row).objects.visible_to(request.viewer).filter(beside_id=row.pk, taken_out_at=None)
    return list(rows.order_by("written_at")[:20])


def together(row: Any, beside: list[Any], name: str) -> str:
    """Both people's words in one field, to be made into one text: what both say stands there once."""
    return "\n".join(filter(None, dict.fromkeys([getattr(row, name), *(getattr(one, name) for one in beside)])))


def nothing_to_change(request: Any, row: Any) -> bool:
    """Whether its words were destroyed: that is said, and no form opens on the mark that stands for them."""
    gone = any(is_destroyed(row, field.attname) for field in row._meta.concrete_fields)
    if gone:
        messages.info(request, THESE_DESTROYED)
    return gone


def show_both(request: Any, name: str, row: Any) -> HttpResponse:
    """Back to the page of the row, where both versions stand."""
    messages.info(request, _("This was changed meanwhile, by somebody else or in another window. Both are saved."))
    return redirect(name, place=request.place.slug, pk=row.pk)


def pressed_on(
    model: type[Written], act: Callable[..., Any], said: Callable[[], str], does: Callable[[], str], back: Back
) -> Callable[..., Any]:
    """The page of an act that is one press on a row: done, said, and `back` to where it is read. A worker is asked how
    they were told; `does` says what they are about to do."""

    @require_POST
    @voiced_door(model, act.act)  # type: ignore[attr-defined]
    def pressed(request: Any, row: Any, by: Viewer) -> HttpResponse:
        asked = press(request, row, by, does(), lambda by: act(row, by=by))
        if asked is not None:
            return asked
        messages.success(request, does() + "." if by.voice else said())
        return back(request, row, by)

    return pressed
