"""The place's own kinder words, and how often each suggestion was taken: a count alone, of nobody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from livingwell.kit.ids import new_id
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place


class KindWord(models.Model):
    """A suggestion of the place's own: what is written (several, with | between), what could be, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    find = models.CharField(max_length=200)
    instead = models.CharField(max_length=200)
    because = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [who_and_when("ended", model="kind_word")]
        indexes: ClassVar = [models.Index(fields=["place"], condition=Q(ended_at__isnull=True), name="kind_word_now")]


class KindTaken(models.Model):
    """How often a suggestion was taken in a place. Not by whom, not where, not when."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    find = models.CharField(max_length=200)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "find"], name="kind_taken_once")]
