"""Duty: a standing yes. While a team is open exactly one person is on duty for it, without a gap."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Func

from livingwell.kit.ids import new_id
from livingwell.kit.state import ends_after_beginning, who_and_when
from livingwell.people.models.persons import Person
from livingwell.people.models.places import Place, Team


class TsTzRange(Func):
    """``tstzrange(began_at, ended_at, '[)')``: from the beginning on, up to but without the end."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Duty(models.Model):
    """A turn of duty: this person holds whatever nobody else in the team holds. Taking it is the standing yes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            ends_after_beginning(model="duty"),
            ExclusionConstraint(
                name="duty_one_at_a_time",
                expressions=[
                    ("team", RangeOperators.EQUAL),
                    (TsTzRange("began_at", "ended_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(fields=["team"], condition=models.Q(ended_at__isnull=True), name="duty_now"),
        ]


class DutyYes(models.Model):
    """Somebody's yes to stand in: should whoever is on duty be gone, duty falls to the longest-standing yes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            who_and_when("ended", model="duty_yes"),
            models.UniqueConstraint(
                fields=["team", "person"], condition=models.Q(ended_at__isnull=True), name="duty_yes_once"
            ),
        ]
