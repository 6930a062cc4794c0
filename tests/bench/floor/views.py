"""A record, and a list of 25 that an index hands over in order: a membership filter, one look, a small template."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from tests.bench.floor.models import Hold, Look, Membership

PAGE = 25


def _held(request: Any) -> QuerySet[Hold]:
    """The holds of the viewer's teams."""
    mine = Membership.objects.filter(person_id=request.user.person_id, ended_at=None)
    return Hold.objects.filter(ended_at=None, team_id__in=mine.values("team_id")).select_related("person")


@login_required
def one(request: Any, pk: UUID) -> HttpResponse:
    """One record."""
    hold = get_object_or_404(_held(request), person_id=pk)
    Look.objects.create(by_id=request.user.person_id, page="one", people=[pk])
    return render(request, "floor/one.html", {"hold": hold})


@login_required
def many(request: Any, pk: UUID) -> HttpResponse:
    """A team's first 25, the newest first, as the index has them."""
    holds = list(_held(request).filter(team_id=pk).order_by("-began_at", "-id")[:PAGE])
    Look.objects.create(by_id=request.user.person_id, page="list", people=[hold.person_id for hold in holds])
    return render(request, "floor/list.html", {"holds": holds})
