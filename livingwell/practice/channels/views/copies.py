"""The person's copy: what was written down with them, to print, post or read out; and that they have it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from livingwell.kit import clock, once
from livingwell.kit.permission.doors import door
from livingwell.people.models import Person
from livingwell.people.reads import may_write_to
from livingwell.practice.channels import actions, reads
from livingwell.practice.channels.forms import CopyForm
from livingwell.practice.channels.models import CopyHow
from livingwell.practice.circle.reads import live_shares_of


@require_http_methods(["GET", "POST"])
@door(Person, "give_copy")
def give_copy(request: Any, person: Person) -> HttpResponse:
    """What this worker wrote down for them in this sitting, on paper; afterwards, that they have it."""
    form = CopyForm(request.POST or None, may_post=may_write_to(person))
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            actions.give_copy(person, how=CopyHow(form.cleaned_data["how"]), by=request.viewer)
            messages.success(request, _("Kept: %(name)s has their copy.") % {"name": person.name})
        return redirect("with_person", place=request.place.slug, pk=person.pk)
    page = {
        "form": form,
        "person": person,
        "just": reads.just_now(person.pk, request.viewer),
        "shares": live_shares_of(person.pk, request.viewer),
        "copies": reads.copies_of(person.pk, request.viewer),
        "may_post": may_write_to(person),
        "now": clock.now(),
    }
    return render(request, "channels/copy.html", page)
