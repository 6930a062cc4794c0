"""My circle: who sees what, said in sentences; letting somebody in, and ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import myself
from livingwell.practice.circle import actions, reads
from livingwell.practice.circle.entering import in_anothers_voice
from livingwell.practice.circle.forms import ChannelForm, EnteredShareForm, ShareForm
from livingwell.practice.circle.known import way_back, whom_they_know
from livingwell.practice.circle.models import Share, Understanding
from livingwell.practice.circle.picture import picture_of
from livingwell.practice.circle.voice import back_in_voice, press, voiced_door


@require_GET
@place_door("belong_here")
def circle(request: Any) -> HttpResponse:
    """Who sees what of mine, who is in my circle, what was opened without me, and what others shared with me."""
    mine = request.viewer.id
    shares = reads.live_shares_of(mine, request.viewer)
    page = {
        "shares": shares,
        "picture": picture_of(shares),
        "ties": reads.ties_of(mine, request.viewer),
        "openings": reads.openings_of(mine, request.viewer),
        "received": reads.received_shares(request.viewer),
        "asked": reads.wishes_of(mine, request.viewer),
        "told": reads.words_about(mine, request.viewer),
        "circles": reads.circles_of(request.viewer),
        "now": clock.now(),
    }
    return render(request, "circle/circle.html", page)


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def give_share(request: Any) -> HttpResponse:
    """Choose who, what and until when; then read what it will mean; then say yes."""
    form = ShareForm(request.POST or None, known=whom_they_know(request.viewer.id, request.viewer))
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "yes" not in request.POST:
            page = _to_confirm(form) | {"talks_first": actions.talks_first(myself(request.viewer))}
            return render(request, "circle/confirm_share.html", page)
        if once.first_time(request):
            _give(request, myself(request.viewer), form, request.viewer)
        return redirect("circle", place=request.place.slug)
    return render(request, "circle/give_share.html", {"form": form})


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_share(request: Any, person: Person) -> HttpResponse:
    """The same, said to a worker, who reads the sentence out before it is given."""
    form = EnteredShareForm(
        request.POST or None,
        known=whom_they_know(person.pk, request.viewer),
        initial=reads.told_how(person.pk, request.viewer),
    )
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "yes" not in request.POST:
            return render(
                request,
                "circle/confirm_share.html",
                _to_confirm(form) | {"person": person, "talks_first": actions.talks_first(person)},
            )
        if once.first_time(request):
            _give(request, person, form, request.viewer.entering_for(person.pk, form.cleaned_data["channel"]))
        return redirect("enter_share", place=request.place.slug, pk=person.pk)
    back = way_back(request.place.slug, person.pk, request.viewer)
    page = {"form": form, "person": person, "back": back, "ending": ChannelForm(auto_id="end_%s", initial=form.initial)}
    page |= {
        "shares": reads.live_shares_of(person.pk, request.viewer),
        "ties": reads.ties_of(person.pk, request.viewer),
        "asked": reads.wishes_of(person.pk, request.viewer),
    }
    return render(request, "circle/enter_share.html", page)


def _to_confirm(form: ShareForm) -> dict[str, Any]:
    return {
        "form": form,
        "to": form.chosen,
        "parts": [str(part.label) for part in form.parts],
        "until": clock.now() + form.lasts,
    }


def _give(request: Any, person: Person, form: ShareForm, by: Viewer) -> None:
    """One share for each part; of somebody under 16, a conversation first where there was none."""
    to = form.chosen
    until = clock.now() + form.lasts
    made = [
        actions.share_or_ask(person, what=part, to=to.row(), to_name=to.name, until=until, by=by) for part in form.parts
    ]
    if any(isinstance(one, Share) for one in made):
        messages.success(request, _("Shared with %(who)s.") % {"who": to.name})
    if any(isinstance(one, Understanding) for one in made):
        messages.info(request, _("A worker talks about it with you first. Nothing has been shared yet."))


@require_POST
@voiced_door(Share, "end_share")
def end_share(request: Any, share: Share, by: Viewer) -> HttpResponse:
    """End one share, at once."""
    what = {"who": share.to_name, "what": share.get_what_display()}
    does = _("%(who)s shall not see “%(what)s” any more") % what
    asked = press(request, share, by, does, lambda by: actions.end_share(share, by=by))
    if asked is not None:
        return asked
    messages.success(request, _("Ended. %(who)s cannot see it any more.") % {"who": share.to_name})
    return back_to_circle(request, share, by)


def back_to_circle(request: Any, row: Any, by: Viewer) -> HttpResponse:
    """The person's own circle; for a worker the page on which they enter for that person."""
    if in_anothers_voice(by):
        return back_in_voice(request, row.person_id, "enter_share")
    return redirect("circle", place=request.place.slug)


@require_POST
@place_door("belong_here")
def end_all_shares(request: Any) -> HttpResponse:
    """End every share, at once."""
    actions.end_all_shares(myself(request.viewer), by=request.viewer)
    messages.success(request, _("Ended. Nobody sees what is yours now but you."))
    return redirect("circle", place=request.place.slug)


@require_POST
@door(Person, "enter_for")
def enter_end_of_shares(request: Any, person: Person) -> HttpResponse:
    """Somebody says by phone, on paper or on a bench that all sharing shall end."""
    form = ChannelForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say how they told you."))
    else:
        actions.end_all_shares(person, by=request.viewer.entering_for(person.pk, form.cleaned_data["channel"]))
        messages.success(request, _("All sharing has ended."))
    return redirect("enter_share", place=request.place.slug, pk=person.pk)


@require_GET
@door(Person, "print_circle")
def print_circle(request: Any, person: Person) -> HttpResponse:
    """Who sees what, on paper: for the person themselves, or printed for somebody without an account."""
    shares, on_paper = reads.live_shares_of(person.pk, request.viewer), reads.on_paper(person.pk, request.viewer)
    page = {
        "person": person,
        "shares": shares,
        "picture": picture_of(shares) if on_paper else None,
        "ties": reads.ties_of(person.pk, request.viewer),
        "openings": reads.openings_of(person.pk, request.viewer),
        "now": clock.now(),
        "on_paper": on_paper,
    }
    return render(request, "circle/print_circle.html", page)
