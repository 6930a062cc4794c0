"""The team's notes. The person can read them; a line that somebody else told in confidence is held back, and they can
read why."""

from typing import ClassVar

from django.db import models

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.people.models import Person, Place
from livingwell.practice.holding.models import Journey


class Note(Guarded):
    """What a worker writes about the team's own work."""

    part = "team's notes"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    words = SealedTextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["journey", "-written_at", "-id"], name="note_of_journey")]


class HeldBack(Guarded):
    """A line is held back beside this note, and why. The person reads this row, and not the line."""

    part = "team's notes"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    why = SealedTextField()
    held_back_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    held_back_by_name = models.CharField(max_length=120)
    held_back_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["note"], name="held_back_of")]


class HeldBackWords(Guarded):
    """The line itself: a row apart, because the second lock opens and closes whole rows."""

    part = "team's notes"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    held_back = models.OneToOneField(HeldBack, models.PROTECT, related_name="+")
    words = SealedTextField()
