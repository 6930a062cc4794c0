"""Each step of a connection is one small form: the same page, with its own question and its own act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.acts import Refused
from livingwell.kit.permission.doors import door
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.voice import other_person_of
from livingwell.practice.network import actions, reads
from livingwell.practice.network.forms import (
    AnswerForm,
    ArrangeForm,
    HowForm,
    MaySayForm,
    OfferForm,
    WordsIfLikedForm,
)
from livingwell.practice.network.models import Connection, HowItWas
from livingwell.practice.network.next_acts import ENTERED_FOR, WORKERS_ONLY, possible
from livingwell.practice.network.views.connections import is_own, layout_of

Do = Callable[[Connection, Any, Viewer, Any], Any]


@dataclass(frozen=True)
class Step:
    """One step's page: what it asks (of the person, of a worker), its button, what it says when done."""

    act: str
    form: type[Any]
    own_title: Any
    title: Any
    button: Any
    said: Any
    do: Do
    own_button: Any = ""
    first: Callable[[Connection], dict[str, Any]] = lambda connection: {}
    then: str = "connection"


def moved_on(request: Any, connection: Connection) -> HttpResponse:
    messages.info(request, _("This has moved on since. Here is how it is now."))
    return redirect("connection", place=request.place.slug, pk=connection.pk)


def _viewer_for(request: Any, connection: Connection, step: Step, form: Any) -> Viewer:
    viewer: Viewer = request.viewer
    if is_own(request, connection) or step.act not in ENTERED_FOR:
        return viewer
    return viewer.entering_for(connection.person_id, form.cleaned_data["channel"])


def _page(step: Step) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    @door(Connection, also=("help_along",))
    def view(request: Any, connection: Any) -> HttpResponse:
        own = is_own(request, connection)
        if (not own and not connection.may_help_along) or (own and step.act in WORKERS_ONLY):
            raise PermissionDenied
        if request.method == "GET" and not possible(connection, step.act):
            return moved_on(request, connection)
        entering = {"entering": not own} if step.act in ENTERED_FOR else {}
        form = step.form(request.POST if request.method == "POST" else None, initial=step.first(connection), **entering)
        if request.method == "POST" and form.is_valid():
            if not once.first_time(request):
                return redirect("connection", place=request.place.slug, pk=connection.pk)
            try:
                if not possible(connection, step.act):
                    raise Refused(_("This has moved on since you opened the page. Your words are still here."))
                step.do(connection, form, _viewer_for(request, connection, step, form), request.place)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
            else:
                messages.success(request, step.said)
                return redirect(step.then, place=request.place.slug, pk=connection.pk)
        page = {
            "form": form,
            "step": step,
            "connection": connection,
            "support": reads.support_of(request.place.pk, connection.support_id),
            "own": own,
            "person": other_person_of(request, connection),
            "layout": layout_of(request, connection),
        }
        return render(request, "network/step.html", page)

    view.__name__ = step.act
    return view


def _how(connection: Connection, form: Any, by: Viewer, place: Any) -> None:
    given = form.cleaned_data
    how = HowItWas(given["how"]) if given["how"] else None
    actions.say_how_it_was(connection, how=how, words=given["words"], share=given["share"], by=by)


agree_what_to_say = _page(
    Step(
        "agree_what_to_say",
        MaySayForm,
        gettext_lazy("What they would be told"),
        gettext_lazy("Agree together what to say"),
        gettext_lazy("They agree to these words"),
        gettext_lazy("Agreed. Nothing else is said."),
        lambda connection, form, by, place: actions.agree_what_to_say(
            connection, may_say=form.cleaned_data["may_say"], by=by
        ),
        own_button=gettext_lazy("I agree to these words"),
        first=lambda connection: {"may_say": connection.may_say},
    )
)
offer_connection = _page(
    Step(
        "offer_connection",
        OfferForm,
        "",
        gettext_lazy("Ask them"),
        gettext_lazy("They have been asked"),
        gettext_lazy("Written down. It stays on the board until they answer."),
        lambda connection, form, by, place: actions.offer_connection(connection, by=by, **form.cleaned_data),
    )
)
log_answer = _page(
    Step(
        "log_answer",
        AnswerForm,
        "",
        gettext_lazy("Write down their answer"),
        gettext_lazy("Keep this answer"),
        gettext_lazy("Written down."),
        lambda connection, form, by, place: actions.log_answer(
            connection, what_next=form.what_next, words=form.cleaned_data["words"], by=by
        ),
    )
)
arrange_first_meeting = _page(
    Step(
        "arrange_first_meeting",
        ArrangeForm,
        gettext_lazy("Arrange a first meeting"),
        gettext_lazy("Arrange the first meeting"),
        gettext_lazy("Keep this meeting"),
        gettext_lazy("Arranged."),
        lambda connection, form, by, place: actions.arrange_first_meeting(
            connection,
            at=form.moment(place.time_zone),
            where=form.cleaned_data["where"],
            walks_along=form.cleaned_data["walks_along"],
            by=by,
        ),
        first=lambda connection: {"where": connection.meeting_where, "walks_along": connection.walks_along},
    )
)
say_met = _page(
    Step(
        "say_met",
        WordsIfLikedForm,
        gettext_lazy("Have you met?"),
        gettext_lazy("They say that they have met"),
        gettext_lazy("Yes, they say they have met"),
        gettext_lazy("Good to hear. If you like, say how it was."),
        lambda connection, form, by, place: actions.say_met(connection, words=form.cleaned_data["words"], by=by),
        own_button=gettext_lazy("Yes, we have met"),
        then="say_how_it_was",
    )
)
say_not_yet = _page(
    Step(
        "say_not_yet",
        WordsIfLikedForm,
        gettext_lazy("Not met yet"),
        gettext_lazy("They say not yet"),
        gettext_lazy("Keep it open"),
        gettext_lazy("It stays open. Your team sees this."),
        lambda connection, form, by, place: actions.say_not_yet(connection, words=form.cleaned_data["words"], by=by),
    )
)
say_not_wanted_now = _page(
    Step(
        "say_not_wanted_now",
        WordsIfLikedForm,
        gettext_lazy("No longer want this?"),
        gettext_lazy("They no longer want this"),
        gettext_lazy("They no longer want this"),
        gettext_lazy("That is all right. Nothing else changes, and another can be chosen at any time."),
        lambda connection, form, by, place: actions.say_not_wanted_now(
            connection, words=form.cleaned_data["words"], by=by
        ),
        own_button=gettext_lazy("I no longer want this"),
    )
)
say_how_it_was = _page(
    Step(
        "say_how_it_was",
        HowForm,
        gettext_lazy("How was it?"),
        gettext_lazy("They say how it was"),
        gettext_lazy("Keep this"),
        gettext_lazy("Thank you. It is kept."),
        _how,
        first=lambda connection: {
            "how": connection.how,
            "words": connection.how_words,
            "share": connection.how_shared_at is not None,
        },
    )
)
