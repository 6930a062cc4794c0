"""Earlier versions of a plan: when it changed, and how it stood then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import door
from livingwell.practice.plan import reads
from livingwell.practice.plan.models import Plan
from livingwell.practice.plan.views.pages import about

FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def stamp(at: datetime) -> int:
    """A moment as it stands in an address."""
    return (at - FIRST) // timedelta(microseconds=1)


@require_GET
@door(Plan, "read_versions")
def plan_versions(request: Any, plan: Plan) -> HttpResponse:
    """When the plan changed, the newest first."""
    found = reads.versions(plan.person_id, request.viewer)
    page = {"versions": [(version, stamp(version.until)) for version in found]}
    return render(request, "plan/versions.html", about(request, plan) | page)


@require_GET
@door(Plan, "read_versions")
def plan_version(request: Any, plan: Plan, at: int) -> HttpResponse:
    """The plan as it stood at one of those moments."""
    found = next((one for one in reads.versions(plan.person_id, request.viewer) if stamp(one.until) == at), None)
    if found is None:
        raise Http404
    page = {"version": found, "was": reads.as_it_was(plan.person_id, request.viewer, found.until)}
    return render(request, "plan/version.html", about(request, plan) | page)
