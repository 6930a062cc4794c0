"""The huddle: the team's short daily meeting at the board. It keeps an order and who said what when; the words
themselves are the team's notes and what happens next, where the person reads them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place, Team
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models import NextStep, Note


class HuddleOrder(models.TextChoices):
    """In which order a team goes through its journeys. Whoever asked to talk today comes first in each."""

    NEEDS = "needs", _("What needs us first")
    HOLDER = "holder", _("Colleague after colleague")
    SPOKEN = "spoken", _("Whom nobody has spoken with for longest")
    NAME = "name", _("By name")


class Huddle(Guarded):
    """One huddle of a team. A team has one at a time; `moves` counts what has happened in it, so that a screen knows
    whether it is behind."""

    part = "huddle"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    order = models.CharField(max_length=10, choices=HuddleOrder)
    began_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    began_by_name = models.CharField(max_length=120)
    began_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    moves = models.PositiveIntegerField(default=0)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("ended", model="huddle"),
            models.UniqueConstraint(fields=["team"], condition=Q(ended_at__isnull=True), name="huddle_one_at_a_time"),
        ]
        indexes: ClassVar = [models.Index(fields=["team", "-began_at"], name="huddle_of_team")]


class Turn(Guarded):
    """A journey's turn in a huddle. The one that was turned to last is the one that is spoken about now."""

    part = "huddle"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    huddle = models.ForeignKey(Huddle, models.PROTECT, related_name="+")
    #: Where it comes; what is brought forward comes half way between two others, and nothing else moves.
    position = models.FloatField()
    turned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    turned_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("turned", model="turn"),
            models.UniqueConstraint(fields=["huddle", "journey"], name="turn_once"),
        ]


class Said(Guarded):
    """Something said in a turn: a team's note, or what happens next, by a name and a day."""

    part = "team's notes"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    turn = models.ForeignKey(Turn, models.PROTECT, related_name="+")
    note = models.OneToOneField(Note, models.PROTECT, null=True, related_name="+")
    step = models.OneToOneField(NextStep, models.PROTECT, null=True, related_name="+")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(note__isnull=False, step__isnull=True) | Q(note__isnull=True, step__isnull=False),
                name="said_one_thing",
            ),
        ]
