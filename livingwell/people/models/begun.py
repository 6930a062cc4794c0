"""What is somebody's own and begins once: a story, a plan, how they stay safe."""

from __future__ import annotations

from django.db import models

from livingwell.kit.permission.guarded import Guarded
from livingwell.people.models.persons import Person
from livingwell.people.models.places import Place


class BegunOnce(Guarded):
    """One for each person, begun by them or in their voice. It goes on for as long as they like."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        abstract = True
