"""The board, and one worker's day."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Team
from livingwell.practice.looking_out.reads import out_and_overdue
from livingwell.practice.team import reads
from livingwell.practice.team.forms import BoardFilter
from livingwell.practice.team.reads import Show


@door(Team, "work_in")
def board(request: Any, team: Team) -> HttpResponse:
    """Everyone held in the team, what needs a human first at the top."""
    form = BoardFilter(request.GET or None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in Show.values else Show.ALL
    teams = reads.my_teams(request.viewer, clock.today(request.place.time_zone))
    mine = next((one for one in teams if one.pk == team.pk), None)
    page = reads.board(
        team,
        request.viewer,
        request.place,
        show=show,
        words=words,
        cursor=request.GET.get("from", "")[:120],
        away=mine.away if mine else {},
    )
    here = reverse("board", kwargs={"place": request.place.slug, "pk": team.pk})
    context = {
        "team": team,
        "mine": mine,
        "board": page,
        "form": form,
        "show": show,
        "words": words,
        "tabs": [{"label": one.label, "url": _address(here, one.value, words), "current": one == show} for one in Show],
        "later": _address(here, show.value, words, page.later) if page.later else "",
        "first": _address(here, show.value, words) if request.GET.get("from") else "",
        "here": here,
        "teams": _switch(teams, team.pk),
        "team_url": reverse("boards", kwargs={"place": request.place.slug}),
    }
    return render(request, "team/board.html", context)


@place_door("work_here")
def boards(request: Any) -> HttpResponse:
    """The board of the team that was chosen, or of the first of one's teams."""
    try:
        wanted = UUID(request.GET.get("team", ""))
    except ValueError:
        wanted = None
    team = wanted if wanted in request.viewer.teams else next(iter(request.viewer.teams), None)
    if team is None:
        raise Http404
    return redirect("board", place=request.place.slug, pk=team)


@place_door("work_here")
def day(request: Any) -> HttpResponse:
    """What I promised, whom I meet, what I was asked."""
    return render(
        request,
        "team/day.html",
        {"day": reads.day(request.viewer, request.place), "out": out_and_overdue(request.viewer)},
    )


def _address(here: str, show: str, words: str, start: str = "") -> str:
    said = {key: value for key, value in {"show": show, "q": words, "from": start}.items() if value}
    return f"{here}?{urlencode(said)}" if said else here


def _switch(teams: list[reads.MyTeam], current: UUID) -> list[dict[str, Any]]:
    if len(teams) < 2:
        return []
    return [{"value": team.pk, "label": team.name, "current": team.pk == current} for team in teams]
