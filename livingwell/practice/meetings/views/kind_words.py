"""Kinder words for what a worker is writing; the place's own list of them, and which suggestions it takes most."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit.forms import KitForm, LineField
from livingwell.kit.permission.acts import allows
from livingwell.kit.permission.doors import door, place_door
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings import actions, kind_list
from livingwell.practice.meetings.models import KindWord


class KindWordForm(KitForm):
    """What is written, what could be, and why."""

    mark_optional = False
    find = LineField(
        label=gettext_lazy("What we write now"), help_text=gettext_lazy("Several, with | between."), max_length=200
    )
    instead = LineField(label=gettext_lazy("What we could write"), max_length=200)
    because = LineField(label=gettext_lazy("Why"), max_length=300, required=False)

    def clean_find(self) -> str:
        find: str = self.cleaned_data["find"]
        if not find.strip("| "):
            self.add_error("find", _("Please write a word."))
        return find


@require_http_methods(["GET", "POST"])
@place_door("see_kind_words")
def kind_words(request: Any) -> HttpResponse:
    """For everybody who writes here; whoever leads the place changes the list."""
    leads = allows(request.place, "add_kind_word", request.viewer)
    form = KindWordForm(request.POST or None) if leads else None
    if form is not None and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if pressed(
            request,
            lambda: actions.add_kind_word(
                request.place,
                find=given["find"],
                instead=given["instead"],
                because=given["because"],
                by=request.viewer,
            ),
            _("Added. It is suggested from now on."),
        ):
            return redirect("kind_words", request.place.slug)
    context = {
        "form": form,
        "own": KindWord.objects.filter(place=request.place, ended_at=None).order_by("-added_at")[:200],
        "taken": kind_list.most_taken(request.place.pk),
    }
    return render(request, "meetings/kind_words.html", context)


@require_POST
@door(KindWord, "end_kind_word")
def end_kind_word(request: Any, word: KindWord) -> HttpResponse:
    """It is suggested no more."""
    pressed(request, lambda: actions.end_kind_word(word, by=request.viewer), _("Taken off the list."))
    return redirect("kind_words", request.place.slug)


def took(request: Any, words: str) -> None:
    """Count, for the place, which of the kinder words that were suggested are in what was kept."""
    shown = request.POST.getlist("suggested")[:50]
    if shown:
        kind_list.count_taken(request.place.pk, shown, words)


@require_POST
@place_door("work_here")
def kinder_words(request: Any) -> HttpResponse:
    """Kinder words for what a worker is writing. Nothing is kept, nothing is in the way."""
    ours = [
        value
        for key in request.POST
        if key in {"our_words", "words"} or key.startswith("ours_")
        for value in request.POST.getlist(key)
    ]
    page = {"suggestions": kind_list.suggested(request.place.pk, "\n".join(ours))}
    return render(request, "meetings/kinder.html" if request.htmx else "meetings/kinder_page.html", page)
