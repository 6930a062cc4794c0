"""With the code: who may read My Story and My Plan; letting the team in, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import open_door
from livingwell.practice.circle.actions import end_share, share_or_ask
from livingwell.practice.circle.models import THEIR_OWN, Part
from livingwell.practice.frontdoor.reads import Standing
from livingwell.practice.frontdoor.views.returning import with_code
from livingwell.practice.frontdoor.views.welcome import WHY

LASTS = timedelta(days=90)


@open_door(WHY)
@with_code
def shares(request: Any, mine: Standing) -> HttpResponse:
    """One sentence for each part: who sees it until when, or nobody; and one button."""
    if request.method == "POST":
        if once.first_time(request, nobody=True):
            _change(mine, request.POST.get("give", ""), request.POST.get("end", ""))
        return redirect("introduction_shares", place=request.place.slug)
    given = {share.what: share for share in mine.shares if mine.team and share.to_team_id == mine.team.pk}
    rows = [{"part": part, "share": given.get(part)} for part in THEIR_OWN]
    others = [share for share in mine.shares if share not in given.values()]
    until = clock.now() + LASTS
    return render(request, "frontdoor/shares.html", {"mine": mine, "rows": rows, "others": others, "until": until})


def _change(mine: Standing, give: str, end: str) -> None:
    """Only what is on the person's own page can be named: anything else changes nothing."""
    for share in mine.shares:
        if str(share.pk) == end:
            end_share(share, by=mine.by)
    if give in THEIR_OWN and mine.team is not None:
        already = any(share.what == give and share.to_team_id == mine.team.pk for share in mine.shares)
        if not already:
            until = clock.now() + LASTS
            name = _("%(team)s team") % {"team": mine.team.name}
            share_or_ask(mine.person, what=Part(give), to=mine.team, to_name=name, until=until, by=mine.by)
