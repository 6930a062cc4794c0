"""Answering a suggestion: taken as it is, taken in the person's own words, or left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from livingwell.kit import once
from livingwell.kit.permission.doors import door
from livingwell.kit.unsent.keeping import keeping, sent
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle.voice import asking_how, banner, press, told_by, voice_for
from livingwell.practice.plan import actions
from livingwell.practice.plan.actions.suggestions import AnsweredAlready
from livingwell.practice.plan.forms import ChangedSuggestionForm
from livingwell.practice.plan.models import Suggestion
from livingwell.practice.plan.views.writing import back_to_plan


def _voice(request: Any, suggestion: Suggestion, act: str) -> Viewer:
    """The person, or a worker who enters their answer. Asked even where it was answered already, so that a second
    press is told so; whoever suggested it answers nothing in their own name.

    :raises PermissionDenied: for anybody else.
    """
    if suggestion.person_id == request.viewer.id:
        return request.viewer
    return voice_for(request.viewer, suggestion, act)


def _answered(act: Callable[..., Any], said: Callable[[], str], does: Callable[[], str]) -> Callable[..., HttpResponse]:
    """The page of an answer. Its door is that of reading: a second press finds it answered, and says so kindly."""

    @require_POST
    @door(Suggestion, also=(act.act,))  # type: ignore[attr-defined]
    def pressed(request: Any, suggestion: Suggestion) -> HttpResponse:
        by = _voice(request, suggestion, act.act)  # type: ignore[attr-defined]
        return _answer(request, suggestion, by, said, does(), lambda by: act(suggestion, by=by))

    return pressed


def _answer(
    request: Any, suggestion: Suggestion, by: Viewer, said: Callable[[], str], does: str, do: Callable[[Viewer], Any]
) -> HttpResponse:
    try:
        if suggestion.taken_at or suggestion.changed_at or suggestion.left_at:
            raise AnsweredAlready
        asked = press(request, suggestion, by, does, do)
        if asked is not None:
            return asked
    except AnsweredAlready:
        messages.info(request, _("You have answered this one already."))
    else:
        messages.success(request, does + "." if by.voice else said())
    return back_to_plan(request, suggestion, by)


take_suggestion = _answered(
    actions.take_suggestion, lambda: _("It is in your plan."), lambda: _("They take what was suggested")
)
leave_suggestion = _answered(
    actions.leave_suggestion,
    lambda: _("Left. Your plan is as it was."),
    lambda: _("They leave what was suggested"),
)


@require_http_methods(["GET", "POST"])
@door(Suggestion, also=("change_suggestion",))
def change_suggestion(request: Any, suggestion: Suggestion) -> HttpResponse:
    """Take it in the person's own words."""
    by = _voice(request, suggestion, "change_suggestion")
    kept = keeping(request, f"change_suggestion:{suggestion.pk}", about=suggestion.person_id)
    form = ChangedSuggestionForm(request.POST or None, initial={"words": suggestion.words} | kept.typed)
    asking_how(form, by)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        by = told_by(form, by)

        if not once.first_time(request):
            return back_to_plan(request, suggestion, by)
        if _put_into(suggestion, words, by):
            sent(request)
            messages.success(request, _("It is in the plan.") if by.voice else _("It is in your plan, in your words."))
            return back_to_plan(request, suggestion, by)
        form.add_error("words", _("This was answered already. Your words are here: you can copy them into the plan."))
    page = {"form": form, "heading": _("In your words"), "suggestion": suggestion, "keeping": kept}
    return render(request, "plan/write.html", page | banner(request, suggestion, by))


def _put_into(suggestion: Suggestion, words: str, by: Viewer) -> bool:
    """Put it into the plan in these words; False where it was answered before."""
    if suggestion.taken_at or suggestion.changed_at or suggestion.left_at:
        return False
    try:
        actions.change_suggestion(suggestion, words=words, by=by)
    except AnsweredAlready:
        return False
    return True


@require_POST
@door(Suggestion, "hear_answer")
def hear_answer(request: Any, suggestion: Suggestion) -> HttpResponse:
    """Its author has read what became of it."""
    actions.hear_answer(suggestion, by=request.viewer)
    return back_to_plan(request, suggestion, request.viewer)
