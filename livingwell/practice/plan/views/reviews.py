"""Looking back and forward, by the person, or entered in their voice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import once
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.unsent.keeping import keeping, sent
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import myself
from livingwell.practice.circle.reads import told_how
from livingwell.practice.circle.voice import asking_how, banner, told_by, voiced_door
from livingwell.practice.plan import actions, reads
from livingwell.practice.plan.forms import EnteredReviewForm, ReviewForm
from livingwell.practice.plan.models import Review
from livingwell.practice.plan.views.rows import copies, nothing_to_change, pressed_on, settled, show_both, together
from livingwell.practice.plan.views.writing import back_to_plan, entering

SAYS = ("back", "forward", "look_again")


@require_http_methods(["GET", "POST"])
@place_door("belong_here")
def write_review(request: Any) -> HttpResponse:
    """Look back, and forward. What was done since the last time stands beside it."""
    kept = keeping(request, "write_review")
    form = ReviewForm(request.POST or None, initial=kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            said = {name: form.cleaned_data[name] for name in SAYS}
            actions.write_review(myself(request.viewer), **said, by=request.viewer)
            messages.success(request, _("It is in your plan."))
        sent(request)
        return redirect("plan", place=request.place.slug)
    whole = reads.whole_plan(request.viewer.id, request.viewer)
    page = {"form": form, "heading": _("Look back and forward"), "whole": whole, "review": True, "keeping": kept}
    return render(request, "plan/write.html", page)


@require_http_methods(["GET", "POST"])
@voiced_door(Review, "change_review")
def change_review(request: Any, review: Review, by: Viewer) -> HttpResponse:
    """Change a review; where somebody else changed it meanwhile, both versions are shown and none is lost."""
    if nothing_to_change(request, review):
        return back_to_plan(request, review, by)
    beside = copies(request, review)
    initial: dict[str, Any] = {"version": review.version, "look_again": review.look_again}
    initial |= {name: together(review, beside, name) for name in ("back", "forward")}
    kept = keeping(request, f"change_review:{review.pk}", about=review.person_id)
    form = asking_how(ReviewForm(request.POST or None, initial=initial | kept.typed), by)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            by = told_by(form, by)
            saved = actions.change_review(
                review,
                **{name: form.cleaned_data[name] for name in SAYS},
                version=form.cleaned_data["version"] or review.version,
                settles=settled(request, beside),
                by=by,
            )
            sent(request)
            if saved.pk != review.pk:
                return show_both(request, "change_review", review)
            messages.success(request, _("Saved."))
        return back_to_plan(request, review, by)
    page = {"form": form, "row": review, "beside": beside, "heading": _("Look back and forward"), "keeping": kept}
    return render(request, "plan/write.html", page | banner(request, review, by))


take_out_review = pressed_on(
    Review,
    actions.take_out_review,
    lambda: _("Taken out. You can put it back any time, below."),
    lambda: _("Take this out of their plan"),
    back_to_plan,
)
put_back_review = pressed_on(
    Review,
    actions.put_back_review,
    lambda: _("It is back in your plan."),
    lambda: _("Put this back in their plan"),
    back_to_plan,
)


@require_http_methods(["GET", "POST"])
@door(Person, "enter_for")
def enter_review(request: Any, person: Person) -> HttpResponse:
    """A worker writes down how somebody looks back and forward; only what was entered just now is shown."""
    kept = keeping(request, f"enter_review:{person.pk}", about=person.pk)
    form = EnteredReviewForm(request.POST or None, initial=told_how(person.pk, request.viewer) | kept.typed)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            said = {name: form.cleaned_data[name] for name in SAYS}
            by = request.viewer.entering_for(person.pk, form.cleaned_data["channel"])
            actions.write_review(person, **said, by=by)
            messages.success(request, _("Saved in the plan of %(name)s.") % {"name": person.name})
        sent(request)
        return redirect("enter_review", place=request.place.slug, pk=person.pk)
    return render(request, "plan/enter.html", entering(request, person, form, kept) | {"review": True})
