"""The huddle on everybody's screen: begun, gone through, ended, and read afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit.live.streams import stream_of
from livingwell.kit.permission import showing
from livingwell.kit.permission.doors import door
from livingwell.people.models import Team
from livingwell.practice.circle.reads import looked_at_since
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.team import actions
from livingwell.practice.team.forms import BeginHuddleForm, HuddleForm
from livingwell.practice.team.models import Huddle, HuddleOrder, Turn
from livingwell.practice.team.reads import huddles as reads

KEYS = (
    (("n",), gettext_lazy("The next journey")),
    (("p",), gettext_lazy("The one before")),
    (("?",), gettext_lazy("Show this")),
)
FORM = require_http_methods(["GET", "POST"])


@FORM
@door(Team, "begin_huddle")
def begin_huddle(request: Any, team: Team) -> HttpResponse:
    """In which order, and about whom; where a huddle is going on, come into it."""
    going_on = reads.going_on(team.pk, request.viewer)
    before = reads.order_before(team.pk, request.viewer) or HuddleOrder.NEEDS
    form = BeginHuddleForm(request.POST or None, initial={"order": before})
    if request.method == "POST" and form.is_valid():
        begun: list[Huddle] = []
        order, waiting = HuddleOrder(form.cleaned_data["order"]), bool(form.cleaned_data["waiting"])
        pressed(
            request,
            lambda: begun.append(actions.begin_huddle(team, order=order, waiting=waiting, by=request.viewer)),
            _("The huddle has begun."),
        )
        found = begun[0] if begun else reads.going_on(team.pk, request.viewer)
        if found is not None:
            return _to(request, found)
    return render(request, "team/begin_huddle.html", {"team": team, "form": form, "going_on": going_on})


@require_GET
@door(Team, "work_in")
def huddles(request: Any, team: Team) -> HttpResponse:
    """The huddles there were, the latest first."""
    shown, later = reads.huddles_of(team, request.viewer, _moment(request.GET.get("before", "")))
    context = {
        "team": team,
        "huddles": shown,
        "later": f"{request.path}?before={later.replace('+', '%2B')}" if later else "",
        "going_on": reads.going_on(team.pk, request.viewer),
    }
    return render(request, "team/huddles.html", context)


@require_GET
@door(Huddle, also=("end_huddle",))
def huddle(request: Any, shown: Any) -> HttpResponse:
    """Whose turn it is and who is to come; once it is over, what was said. Asked for by a screen that is behind, only
    the piece that moves."""
    return _page(request, shown, None)


@require_GET
@door(Huddle)
def huddle_moves(request: Any, shown: Huddle) -> HttpResponse:
    """How far it has moved: two numbers, for screens that ask now and then."""
    return HttpResponse(reads.how_far_now(shown, request.viewer), content_type="text/plain")


@require_GET
@door(Huddle)
def huddle_stream(request: Any, shown: Huddle) -> Any:
    """Told when it moves, and nothing else."""
    return stream_of(request, shown.pk)


@require_POST
@door(Turn, "turn_to")
def turn_to(request: Any, turn: Turn) -> HttpResponse:
    """Speak about this journey now. Two who press at once turn to the same one."""
    actions.turn_to(turn, by=request.viewer)
    return _to(request, turn.huddle_id)


@require_POST
@door(Turn, "bring_forward")
def bring_forward(request: Any, turn: Turn) -> HttpResponse:
    """This one next."""
    actions.bring_forward(turn, by=request.viewer)
    return _to(request, turn.huddle_id)


@require_POST
@door(Journey, "bring_in")
def bring_in(request: Any, journey: Journey) -> HttpResponse:
    """Somebody who arrived meanwhile gets a turn."""
    return _to(request, actions.bring_in(journey, by=request.viewer).huddle_id)


@FORM
@door(Turn, "say_in_huddle")
def say_in_huddle(request: Any, turn: Turn) -> HttpResponse:
    """A word, what happens next by a name and a day, or both; kinder words are suggested to whoever wrote."""
    huddle = Huddle.objects.visible_to(request.viewer).get(pk=turn.huddle_id)
    if request.method != "POST":
        return _to(request, huddle)
    form = _form(request, huddle, turn)
    if not form.is_valid():
        return _page(request, huddle, form, turn=turn)
    word, promise = form.cleaned_data["our_words"], form.promise()

    def say() -> None:
        if word:
            actions.say_in_huddle(turn, words=word, by=request.viewer)
        if promise is not None:
            actions.promise_in_huddle(turn, promise=promise, by=request.viewer)

    if not pressed(request, say, _("Kept.")):
        return _page(request, huddle, form, turn=turn)
    return _to(request, huddle)


@require_POST
@door(Huddle, "end_huddle")
def end_huddle(request: Any, shown: Huddle) -> HttpResponse:
    """Over."""
    pressed(request, lambda: actions.end_huddle(shown, by=request.viewer), _("The huddle is over. Thank you."))
    return _to(request, shown)


def _page(request: Any, huddle: Any, form: HuddleForm | None, turn: Turn | None = None) -> HttpResponse:
    viewer = request.viewer
    found = reads.in_huddle(huddle, viewer, request.place)
    behind = bool(request.htmx) and form is None
    spoken = turn or (found.current.turn if found.current else None)
    if spoken is not None and form is None:
        form = _form(request, huddle, spoken)
    if behind:
        _belongs_to_the_look(viewer, huddle)
    context = {
        "team": Team.objects.get(pk=huddle.team_id),
        "huddle": huddle,
        "found": found,
        "form": form,
        "spoken": next((one.turn for one in found.turns if spoken and one.turn.pk == spoken.pk), None),
        "key_hints": [{"keys": keys, "label": words} for keys, words in KEYS],
        "at": reads.how_far(huddle, len(found.arrived)),
        "minutes": reads.minutes_left(huddle),
        "until": huddle.began_at + reads.LASTS,
    }
    return render(request, "team/huddle_now.html" if behind else "team/huddle.html", context)


def _belongs_to_the_look(viewer: Any, huddle: Huddle) -> None:
    """A screen that comes into step asks again for what it has shown: that belongs to the look of its page."""
    shown = showing.current()
    if shown is not None:
        known = looked_at_since(viewer, "huddle", huddle.began_at)
        for person, part in [key for key in shown.parts if key[0] in known]:
            showing.belongs_to_a_look(person, part)


def _form(request: Any, huddle: Huddle, turn: Turn) -> HuddleForm:
    who = reads.who_could_do_it(huddle.team_id, request.viewer, turn.person_id)
    return HuddleForm(request.POST or None, who=who, initial={"who": str(request.viewer.id)})


def _to(request: Any, huddle: Any) -> HttpResponse:
    pk = huddle.pk if isinstance(huddle, Huddle) else huddle
    return redirect(reverse("huddle", kwargs={"place": request.place.slug, "pk": pk}))


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
