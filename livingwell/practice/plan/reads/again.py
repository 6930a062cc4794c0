"""The days on which something was to be looked at again, for whoever asks about many people in one question."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from livingwell.kit.viewers import Viewer
from livingwell.practice.plan.models import Chance, Review


def chance_to_look_at_again(viewer: Viewer, today: date) -> Subquery:
    """Of the person of a row: the risk taken together whose day came first, as its ``pk`` and ``day``; as far as
    `viewer` may see it, and only where that day is today or has passed."""
    rows = Chance.objects.visible_to(viewer).not_shown("whoever asks says what it shows")
    rows = rows.filter(person_id=OuterRef("person_id"), taken_out_at=None, beside=None, look_again__lte=today)
    told = rows.order_by("look_again", "pk").values(told=JSONObject(pk="pk", day="look_again"))
    return Subquery(told[:1], output_field=JSONField())


def plan_to_look_at_again(viewer: Viewer) -> Subquery:
    """Of the person of a row: the day that their latest review named, where `viewer` was let into their plan."""
    rows = Review.objects.visible_to(viewer).not_shown("whoever asks says what it shows")
    rows = rows.filter(person_id=OuterRef("person_id"), taken_out_at=None, beside=None)
    return Subquery(rows.order_by("-written_at").values("look_again")[:1], output_field=DateField())
