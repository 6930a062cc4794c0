"""The days on which something was to be looked at again, for whoever asks about many people in one question."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from livingwell.kit.viewers import Viewer
from livingwell.practice.plan.models import Chance, Review

#: So many of one person's risks are told; their page has all.
MOST = 10


def chances_to_look_at_again(viewer: Viewer, today: date) -> ArraySubquery:
    """Of the person of a row: the risks taken together whose day is today or has passed, each as its ``pk`` and
    ``day``, the first day first; as far as `viewer` may see them."""
    rows = _chances_due(viewer, today).order_by("look_again", "pk")
    return ArraySubquery(rows.values(told=JSONObject(pk="pk", day="look_again"))[:MOST])


def has_chance_to_look_at_again(viewer: Viewer, today: date) -> Exists:
    """Whether there is one of them, for the person of a row."""
    return Exists(_chances_due(viewer, today))


def _chances_due(viewer: Viewer, today: date) -> QuerySet[Chance]:
    rows = Chance.objects.visible_to(viewer).not_shown("whoever asks says what it shows")
    return rows.filter(person_id=OuterRef("person_id"), taken_out_at=None, beside=None, look_again__lte=today)


def plan_to_look_at_again(viewer: Viewer) -> Subquery:
    """Of the person of a row: the day that their latest review named, where `viewer` was let into their plan."""
    rows = Review.objects.visible_to(viewer).not_shown("whoever asks says what it shows")
    rows = rows.filter(person_id=OuterRef("person_id"), taken_out_at=None, beside=None)
    return Subquery(rows.order_by("-written_at").values("look_again")[:1], output_field=DateField())
