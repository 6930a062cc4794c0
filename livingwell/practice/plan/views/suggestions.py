"""Answering a suggestion: taken as it is, taken in the person's own words, or left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit.permission.doors import door
from livingwell.practice.plan import actions
from livingwell.practice.plan.actions.suggestions import AnsweredAlready
from livingwell.practice.plan.forms import ChangedSuggestionForm
from livingwell.practice.plan.models import Suggestion
from livingwell.practice.plan.views.writing import back_to_plan


def _answered(act: Callable[..., Any], said: Callable[[], str]) -> Callable[..., HttpResponse]:
    """The page of an answer. Its door is that of reading: a second press finds it answered, and says so kindly."""

    @require_POST
    @door(Suggestion)
    def press(request: Any, suggestion: Suggestion) -> HttpResponse:
        return _answer(request, suggestion, said, lambda: act(suggestion, by=request.viewer))

    return press


def _answer(request: Any, suggestion: Suggestion, said: Callable[[], str], do: Callable[[], Any]) -> HttpResponse:
    if suggestion.person_id != request.viewer.id:
        raise PermissionDenied
    try:
        if suggestion.taken_at or suggestion.changed_at or suggestion.left_at:
            raise AnsweredAlready
        do()
    except AnsweredAlready:
        messages.info(request, _("You have answered this one already."))
    else:
        messages.success(request, said())
    return redirect("plan", place=request.place.slug)


take_suggestion = _answered(actions.take_suggestion, lambda: _("It is in your plan."))
leave_suggestion = _answered(actions.leave_suggestion, lambda: _("Left. Your plan is as it was."))


@require_http_methods(["GET", "POST"])
@door(Suggestion)
def change_suggestion(request: Any, suggestion: Suggestion) -> HttpResponse:
    """Take it in one's own words."""
    if suggestion.person_id != request.viewer.id:
        raise PermissionDenied
    form = ChangedSuggestionForm(request.POST or None, initial={"words": suggestion.words})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        return _answer(
            request,
            suggestion,
            lambda: _("It is in your plan, in your words."),
            lambda: actions.change_suggestion(suggestion, words=words, by=request.viewer),
        )
    page = {"form": form, "heading": _("In your words"), "suggestion": suggestion}
    return render(request, "plan/write.html", page)


@require_POST
@door(Suggestion, "hear_answer")
def hear_answer(request: Any, suggestion: Suggestion) -> HttpResponse:
    """Its author has read what became of it."""
    actions.hear_answer(suggestion, by=request.viewer)
    return back_to_plan(request, suggestion)
