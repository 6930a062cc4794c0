"""A place asks its workers for a second step: past the day, their pages lead to setting one up, and nowhere else."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.shortcuts import redirect
from django.urls import reverse

from livingwell.kit import clock
from livingwell.people.models import Place
from livingwell.people.second_steps.stage import PROVIDER

#: What somebody can do before they have one: set one up, see where they are signed in, and leave.
BEFORE = frozenset(
    "second_steps add_passkey add_app passkey spare_codes remove_second_step confirm_second_step"
    " signed_in end_sessions".split()
)


def must_set_one_up(request: Any, view: Any) -> Any:
    """Where the viewer is led instead of to a page behind a door; None for everybody who is not late."""
    viewer = request.viewer
    if viewer is None or viewer.second_step_by is None or viewer.second_step_by > clock.now():
        return None
    name = request.resolver_match.url_name if request.resolver_match else ""
    if getattr(view, "is_open", False) or name in BEFORE or _provider_asked(request):
        return None
    place = Place.objects.get(pk=viewer.place_id)
    answer = redirect(reverse("second_steps", kwargs={"place": place.slug}))
    if request.headers.get("HX-Request"):
        answer.headers["HX-Redirect"] = answer["Location"]  # a fragment leads the whole page there
    return answer


def _provider_asked(request: Any) -> bool:
    """Whether this session began at an organisation's provider whose own second step counts here."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return any(one.get("method") == PROVIDER and one.get("second_step") for one in records)
