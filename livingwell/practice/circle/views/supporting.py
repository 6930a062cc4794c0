"""A supporter's own page: what somebody lets them see, what they would like the team to know, and they themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.secrets import keys
from livingwell.people.working_days import promised_day
from livingwell.practice.circle import actions, reads
from livingwell.practice.circle.forms import TellTeamForm
from livingwell.practice.circle.models import CircleTie, WordToTeam


@require_GET
@door(CircleTie, "be_a_supporter")
def supporting(request: Any, tie: CircleTie) -> HttpResponse:
    """What is shared with me, a word to the team, and support for me: begun here, and linked to nothing here."""
    page = {"tie": tie, "shares": reads.shared_with(request.viewer, tie.person_id)}
    return render(request, "circle/supporting.html", page)


@require_http_methods(["GET", "POST"])
@door(CircleTie, "tell_team")
def tell_team(request: Any, tie: CircleTie) -> HttpResponse:
    """Something the team should know. Nothing comes back but thanks."""
    form = TellTeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.tell_team(tie, words=form.cleaned_data["words"], by=request.viewer)
        messages.success(request, _("Thank you. It is with the team now."))
        return redirect("supporting", place=request.place.slug, pk=tie.pk)
    return render(
        request, "circle/tell_team.html", {"form": form, "tie": tie, "by": promised_day(request.place, clock.now())}
    )


@require_GET
@place_door("work_here")
def words(request: Any) -> HttpResponse:
    """What circles told about those my teams hold: what nobody has read yet first."""
    told = reads.words_to_read(request.viewer)
    keys.bring({said.person_id for said in told})
    return render(request, "circle/words.html", {"told": told})


@require_POST
@door(WordToTeam, "read_word")
def read_word(request: Any, said: WordToTeam) -> HttpResponse:
    """A worker has read what the circle told."""
    actions.read_word(said, by=request.viewer)
    messages.success(request, _("Noted, with your name and the time."))
    return redirect("words", place=request.place.slug)
