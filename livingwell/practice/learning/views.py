"""What is seen: supervision, what we noticed, what a worker tells of themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit.permission.doors import door, place_door
from livingwell.people.models import Membership, Team
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.learning import actions, reads
from livingwell.practice.learning.forms import AskForm, CameOfItForm, NoteForm, NoticeForm, OfMyselfForm
from livingwell.practice.learning.models import ForWhom, Noticed, OfMyself, Supervision

FORM = require_http_methods(["GET", "POST"])


@FORM
@place_door("ask_supervision")
def supervisions(request: Any) -> HttpResponse:
    """Whom I meet for supervision; asking a colleague."""
    colleagues = {str(one.pk): one for one in reads.to_ask(request.viewer)}
    form = AskForm(
        request.POST or None, colleagues=[(key, f"{one.known_as}, {one.team.name}") for key, one in colleagues.items()]
    )
    if request.method == "POST" and form.is_valid():
        of = colleagues[form.cleaned_data["of"]]
        if pressed(
            request,
            lambda: actions.ask_supervision(request.place, of=of, by=request.viewer),
            _("%(name)s has been asked.") % {"name": of.known_as},
        ):
            return redirect("supervisions", request.place.slug)
    return render(request, "learning/supervisions.html", {"form": form, "pairs": reads.pairs_of(request.viewer)})


@FORM
@door(Supervision, also=("write_supervision_note", "end_supervision", "accept_supervision"))
def supervision(request: Any, pair: Any) -> HttpResponse:
    """The two's own page."""
    form = NoteForm(request.POST or None) if pair.may_write_supervision_note else None
    if form is not None and request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if pressed(request, lambda: actions.write_supervision_note(pair, words=words, by=request.viewer), _("Kept.")):
            return redirect("supervision", request.place.slug, pair.pk)
    context = {"pair": pair, "form": form, "notes": reads.notes_of(pair, request.viewer)}
    return render(request, "learning/supervision.html", context)


@require_POST
@door(Supervision, "accept_supervision")
def accept_supervision(request: Any, pair: Supervision) -> HttpResponse:
    """Yes, I listen."""
    pressed(request, lambda: actions.accept_supervision(pair, by=request.viewer), _("You have said yes."))
    return redirect("supervision", request.place.slug, pair.pk)


@require_POST
@door(Supervision, "end_supervision")
def end_supervision(request: Any, pair: Supervision) -> HttpResponse:
    """No more, or not me; no reason is asked."""
    pressed(request, lambda: actions.end_supervision(pair, by=request.viewer), _("Done. No reason is needed."))
    return redirect("supervisions", request.place.slug)


@FORM
@place_door("notice")
def learning(request: Any) -> HttpResponse:
    """What we noticed, what we will try, what came of it."""
    teams = {str(one.pk): one for one in Team.objects.filter(pk__in=request.viewer.teams).order_by("name")}
    form = NoticeForm(
        request.POST or None,
        teams=[(key, one.name) for key, one in teams.items()],
        initial={"team": next(iter(teams), "")},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.notice(
                request.place,
                team=teams[given["team"]],
                noticed=given["noticed"],
                will_try=given["will_try"],
                look_again=given["look_again"],
                by=request.viewer,
            ),
            _("Kept, for your team to read."),
        ):
            return redirect("learning", request.place.slug)
    return render(request, "learning/learning.html", {"form": form, "rows": reads.noticed_by(request.viewer)})


@FORM
@door(Noticed, "look_back_at")
def look_back_at(request: Any, noticed: Noticed) -> HttpResponse:
    """What came of trying."""
    form = CameOfItForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        came = form.cleaned_data["came_of_it"]
        if pressed(
            request, lambda: actions.look_back_at(noticed, came_of_it=came, by=request.viewer), _("Kept. Thank you.")
        ):
            return redirect("learning", request.place.slug)
    return render(request, "learning/look_back.html", {"form": form, "noticed": noticed})


@FORM
@place_door("tell_of_myself")
def of_myself(request: Any) -> HttpResponse:
    """What I tell of my own story."""
    form = OfMyselfForm(request.POST or None, initial={"for_whom": ForWhom.PEOPLE})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.tell_of_myself(
                request.place, words=given["words"], for_whom=ForWhom(given["for_whom"]), by=request.viewer
            ),
            _("Told."),
        ):
            return redirect("of_myself", request.place.slug)
    told = reads.told_by(request.viewer.id, request.viewer)
    return render(request, "learning/of_myself.html", {"form": form, "told": told})


@require_POST
@door(OfMyself, "take_back_of_myself")
def take_back_of_myself(request: Any, told: OfMyself) -> HttpResponse:
    """Nobody else reads it any more."""
    pressed(request, lambda: actions.take_back_of_myself(told, by=request.viewer), _("Taken back."))
    return redirect("of_myself", request.place.slug)


@place_door("belong_here")
def of_themselves(request: Any, worker: UUID) -> HttpResponse:
    """What a worker tells of themselves, to somebody they hold or work with."""
    found = Membership.objects.filter(person_id=worker, place_id=request.place.pk, ended_at=None).first()
    if found is None:
        raise Http404
    context = {"worker": found, "told": reads.told_by(worker, request.viewer)}
    return render(request, "learning/of_themselves.html", context)
