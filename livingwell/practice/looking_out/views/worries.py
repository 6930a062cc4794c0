"""A worry raised by anybody, signed in or not; and the pages of those few who act on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit import once
from livingwell.kit.ids import sent_id
from livingwell.kit.permission.doors import door, open_door, place_door
from livingwell.kit.throttle import address_of, take
from livingwell.people.models import Person
from livingwell.practice.circle.known import way_back
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.looking_out import actions, reads
from livingwell.practice.looking_out.actions import RAISING, Raised
from livingwell.practice.looking_out.forms import CloseForm, EntryForm, TellThemForm, WorryForm
from livingwell.practice.looking_out.law import law_for
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow, EntryKind, Worry

FORM = require_http_methods(["GET", "POST"])


@FORM
@open_door("anybody may say that they worry about somebody, signed in or not; nothing is shown in return")
def raise_worry(request: Any) -> HttpResponse:
    """Somebody worries about an adult or a child. It takes two minutes, and gives nothing back but thanks."""
    viewer = request.viewer if request.viewer and request.viewer.place_id == request.place.pk else None
    about = _known(request, viewer)
    form = WorryForm(request.POST or None, initial={"called": about.name} if about else None)
    if viewer is not None:
        del form.fields["teller"]
    if request.method == "POST" and form.is_valid():
        if viewer is None and not take("raise a worry", address_of(request), burst=6, each=timedelta(minutes=10)):
            return HttpResponse(render(request, "429.html").content, status=429)
        if once.first_time(request):
            given = form.cleaned_data
            raised = Raised(
                AboutWhom(given["whom"]),
                given["called"],
                given["words"],
                DoTheyKnow(given["they_know"]),
                given["why_not"],
                given.get("teller") or (viewer.name if viewer else ""),
                about.pk if about else None,
            )
            actions.raise_worry(request.place, raised=raised, by=viewer or RAISING)
        return redirect("worry_raised", request.place.slug)
    back = way_back(request.place.slug, about.pk, viewer) if about and viewer else ""
    context = {"form": form, "layout": _layout(viewer), "about": about, "back": back}
    return render(request, "looking_out/raise_worry.html", context)


@open_door("thanks, and where to turn at once; nothing of what was told is shown")
def worry_raised(request: Any) -> HttpResponse:
    """Thank you, and what happens now."""
    viewer = request.viewer if request.viewer and request.viewer.place_id == request.place.pk else None
    return render(request, "looking_out/worry_raised.html", {"layout": _layout(viewer)})


def _layout(viewer: Any) -> str:
    if viewer is None:
        return "layouts/public.html"
    return "layouts/desk.html" if viewer.teams else "layouts/person.html"


def _known(request: Any, viewer: Any) -> Person | None:
    """Whom a worker came from, by the address. It is no look: that it was opened must not show on their pages."""
    asked = sent_id(request.GET.get("about"))
    if viewer is None or not viewer.teams or asked is None or asked == viewer.id:
        return None
    rows = Person.objects.visible_to(viewer).not_shown("a worry about them must not stand among who has looked")
    found: Person | None = rows.filter(pk=asked).first()
    return found


@place_door("look_after_worries")
def worries(request: Any) -> HttpResponse:
    """For the safeguarding leads: what was raised, the untaken first."""
    closed = request.GET.get("show") == "closed"
    context = {"worries": reads.worries(request.viewer, closed=closed), "closed": closed}
    return render(request, "looking_out/worries.html", context)


ACTS = ("read_worry", "take_worry", "write_worry_entry", "close_worry", "tell_them")


@door(Worry, also=ACTS)
def worry(request: Any, shown: Any) -> HttpResponse:
    """One worry. Whoever answers for it has read it by opening it; whoever raised it sees that it was taken."""
    if not shown.may_read_worry:
        return render(request, "looking_out/own_worry.html", {"worry": shown})
    actions.read_worry(shown, by=request.viewer)
    return _acting(request, shown)


def _acting(request: Any, shown: Any, **forms: Any) -> HttpResponse:
    done, read = reads.entries_of(shown, request.viewer)
    context = {
        "worry": shown,
        "law": law_for(request.place.jurisdiction, shown.whom),
        "done": done,
        "read": read,
        "told": reads.told_of(shown, request.viewer),
        "entry_form": forms.get("entry_form") or EntryForm(prefix="entry"),
        "close_form": forms.get("close_form") or CloseForm(prefix="close"),
        "tell_form": forms.get("tell_form") or TellThemForm(prefix="tell"),
    }
    return render(request, "looking_out/worry.html", context)


@require_POST
@door(Worry, "take_worry")
def take_worry(request: Any, shown: Worry) -> HttpResponse:
    """I have it."""
    pressed(request, lambda: actions.take_worry(shown, by=request.viewer), _("You have it."))
    return redirect("worry", request.place.slug, shown.pk)


@require_POST
@door(Worry, "write_worry_entry", also=ACTS)
def write_worry_entry(request: Any, shown: Any) -> HttpResponse:
    """What was done or decided, and why."""
    form = EntryForm(request.POST, prefix="entry")
    if not form.is_valid():
        return _acting(request, shown, entry_form=form)
    given = form.cleaned_data
    pressed(
        request,
        lambda: actions.write_worry_entry(
            shown, kind=EntryKind(given["kind"]), words=given["words"], why=given["why"], by=request.viewer
        ),
        _("Kept, with the reason."),
    )
    return redirect("worry", request.place.slug, shown.pk)


@require_POST
@door(Worry, "close_worry", also=ACTS)
def close_worry(request: Any, shown: Any) -> HttpResponse:
    """Nothing more is to be done, and why."""
    form = CloseForm(request.POST, prefix="close")
    if not form.is_valid():
        return _acting(request, shown, close_form=form)
    given = form.cleaned_data
    pressed(
        request,
        lambda: actions.close_worry(shown, words=given["words"], why=given["why"], by=request.viewer),
        _("Closed. It stays to be read."),
    )
    return redirect("worries", request.place.slug)


@require_POST
@door(Worry, "tell_them", also=ACTS)
def tell_them(request: Any, shown: Any) -> HttpResponse:
    """The person was told, and from now on reads so on their own pages."""
    form = TellThemForm(request.POST, prefix="tell")
    if not form.is_valid():
        return _acting(request, shown, tell_form=form)
    words = form.cleaned_data["words"]
    pressed(
        request, lambda: actions.tell_them(shown, words=words, by=request.viewer), _("It stands on their pages now.")
    )
    return redirect("worry", request.place.slug, shown.pk)


@place_door("belong_here")
def told_me(request: Any) -> HttpResponse:
    """What I was told of a worry about me."""
    return render(request, "looking_out/told_me.html", {"told": reads.told_me(request.viewer)})
