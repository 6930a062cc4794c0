"""What the room's pages have in common: who it is about, who works there, spending a form once, going back."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from livingwell.kit import once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership

#: What a form carries that is not the person's or the worker's words.
NOT_WORDS = {"csrfmiddlewaretoken", once.FIELD, "then"}


def workers_beside(viewer: Viewer, person_id: UUID) -> list[Membership]:
    """Whom the viewer works with, themselves first, each once; never the person the page is about."""
    rows = Membership.objects.filter(team_id__in=viewer.teams, ended_at=None).exclude(person_id=person_id)
    seen: dict[UUID, Membership] = {}
    for row in rows.order_by("known_as", "id")[:200]:
        seen.setdefault(row.person_id, row)
    return sorted(seen.values(), key=lambda row: row.person_id != viewer.id)


def back_to(request: Any, person_id: UUID, journey_id: UUID) -> str:
    """Where somebody came from: a worker's journey page, or one's own home."""
    if person_id == request.viewer.id or not request.viewer.teams:
        return reverse("home", args=[request.place.slug])
    return reverse("journey", args=[request.place.slug, journey_id])


def go(request: Any, person_id: UUID, journey_id: UUID) -> HttpResponse:
    return redirect(back_to(request, person_id, journey_id))


def layout(request: Any) -> str:
    """The pages of a friend who was let in are as calm as the person's own; a worker's are a desk."""
    return "layouts/desk.html" if request.viewer.teams else "layouts/person.html"


def as_typed(post: QueryDict) -> str:
    """A form as it was typed, as JSON, for a draft."""
    return json.dumps({key: post.getlist(key) for key in post if key not in NOT_WORDS}, ensure_ascii=False)


def typed_before(draft: str, prefix: str = "") -> dict[str, str]:
    """A draft as a form begins with it; with a `prefix`, that part of the page's alone."""
    start = f"{prefix}-" if prefix else ""
    typed: dict[str, list[str]] = json.loads(draft or "{}")
    return {key.removeprefix(start): values[0] for key, values in typed.items() if key.startswith(start) and values}
