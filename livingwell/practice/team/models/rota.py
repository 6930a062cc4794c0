"""Who is on duty when, who is away, who covers them, and how many each says they can hold."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place, Team


class PlannedDuty(Guarded):
    """A day of duty that somebody has said yes to. On that morning duty passes to them by itself."""

    part = "rota"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    worker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    worker_name = models.CharField(max_length=120)
    day = models.DateField()
    said_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("ended", model="planned_duty"),
            models.UniqueConstraint(
                fields=["team", "day"], condition=Q(ended_at__isnull=True), name="planned_duty_one_a_day"
            ),
        ]


class Leave(Guarded):
    """Somebody is away from one day to another, both included; why is nobody's business. Whoever covers has said so
    themselves. The holds stay where they are: whoever covers does what they need meanwhile."""

    part = "rota"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    worker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    worker_name = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    covered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    covered_by_name = models.CharField(max_length=120, blank=True)
    covered_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("covered", model="leave"),
            who_and_when("ended", model="leave"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leave_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(covered_by__isnull=True) | ~Q(covered_by=F("worker")), name="leave_covered_by_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["team", "last_day"], condition=Q(ended_at__isnull=True), name="leave_of_team")
        ]


class Capacity(Guarded):
    """How many somebody says they can hold, in all their teams together."""

    part = "rota"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    worker = models.OneToOneField(Person, models.PROTECT, related_name="+")
    at_most = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()
