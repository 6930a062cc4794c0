"""What supports are about, and when they are open: what a directory is asked for beside words."""

from typing import ClassVar
from uuid import UUID, uuid5

from django.db import models

from livingwell.people.models import Place
from livingwell.practice.network.models.supports import Support

#: The taxonomy of a place's own words: what its directories and its people call things.
OWN = "Topics"


class Taxonomy(models.Model):
    """A list of topics with an owner: the place's own words, or one that a directory brought along."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "name"], name="taxonomy_once")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def id_of(place: UUID, name: str) -> UUID:
        """The id of a place's taxonomy of that name: the same each time it is met."""
        return uuid5(place, f"taxonomy/{name}")


class Topic(models.Model):
    """One word of a taxonomy, as ``Support.topics`` says it; ``Support.topic_ids`` are these."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    taxonomy = models.ForeignKey(Taxonomy, models.PROTECT, related_name="+")
    name = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["taxonomy", "name"], name="topic_once")]
        indexes: ClassVar = [models.Index(fields=["place", "name", "id"], name="topic_by_name")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def id_of(taxonomy: UUID, name: str) -> UUID:
        """The id of a topic in its taxonomy: the same each time it is met, however it is written large or small."""
        return uuid5(taxonomy, f"topic/{' '.join(name.split()).casefold()}")


class Opening(models.Model):
    """A support is open on this day of each week (0 is Monday), from and until; either may be unknown."""

    id = models.BigAutoField(primary_key=True)
    support = models.ForeignKey(Support, models.CASCADE, related_name="openings", db_index=False)
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(weekday__range=(0, 6)), name="opening_on_a_weekday"),
            models.UniqueConstraint(
                fields=["support", "weekday", "opens", "closes"], name="opening_once", nulls_distinct=False
            ),
        ]
