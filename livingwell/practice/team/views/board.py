"""The board, and one worker's day."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from livingwell.kit import clock
from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Team
from livingwell.practice.looking_out.reads import out_and_overdue
from livingwell.practice.team import reads
from livingwell.practice.team.forms import BoardFilter
from livingwell.practice.team.reads import Show

#: So many rows follow the page by themselves; further ones as one scrolls.
AT_ONCE = 300
KEYS = (
    (("j", "k"), gettext_lazy("Down and up the board")),
    (("n", "p"), gettext_lazy("The next group, and the one before")),
    (("Enter",), gettext_lazy("Open what is marked")),
    (("/",), gettext_lazy("Find a name")),
    (("c",), gettext_lazy("As cards, or as a table")),
    (("h",), gettext_lazy("The huddle")),
    (("?",), gettext_lazy("Show this")),
)


@door(Team, "work_in")
def board(request: Any, team: Team) -> HttpResponse:
    """Everyone held in the team, what needs a human first at the top. To a browser that goes on with a page it has,
    only the rows that follow."""
    form = BoardFilter(request.GET or None)
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in Show.values else Show.ALL
    teams = reads.my_teams(request.viewer, clock.today(request.place.time_zone))
    mine = next((one for one in teams if one.pk == team.pk), None)
    said = {
        "show": show.value,
        "q": form.cleaned_data["q"] if form.is_bound and form.is_valid() else "",
        "held": request.GET.get("held", "") if mine and request.GET.get("held") in dict(mine.members) else "",
        "view": "cards" if request.GET.get("view") == "cards" else "",
    }
    page = reads.board(
        team,
        request.viewer,
        request.place,
        show=show,
        words=said["q"],
        held_by=UUID(said["held"]) if said["held"] else None,
        cursor=request.GET.get("from", "")[:120],
        piece=bool(request.htmx),
        away=mine.away if mine else {},
    )
    here = reverse("board", kwargs={"place": request.place.slug, "pk": team.pk})
    shown = _shown_so_far(request.GET.get("shown", "")) + len(page.rows)
    context = {
        "board": page,
        "later": _address(here, said, **{"from": page.later}) if page.later else "",
        "piece": _address(here, said, **{"from": page.later, "shown": str(shown)}) if page.later else "",
        "at_once": shown < AT_ONCE,
    }
    if request.htmx:
        return render(request, "team/board_rows.html", context)
    context |= {
        "team": team,
        "mine": mine,
        "form": form,
        "said": said,
        "tabs": [
            {"label": one.label, "url": _address(here, said, show=one.value), "current": one == show} for one in Show
        ],
        "other_view": _address(here, said, view="" if said["view"] else "cards"),
        "first": _address(here, said) if request.GET.get("from") else "",
        "here": here,
        "keys": [{"keys": keys, "label": label} for keys, label in KEYS],
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


def _address(here: str, said: dict[str, str], **other: str) -> str:
    found = {key: value for key, value in (said | other).items() if value}
    return f"{here}?{urlencode(found)}" if found else here


def _shown_so_far(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _switch(teams: list[reads.MyTeam], current: UUID) -> list[dict[str, Any]]:
    if len(teams) < 2:
        return []
    return [{"value": team.pk, "label": team.name, "current": team.pk == current} for team in teams]
