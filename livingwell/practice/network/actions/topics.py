"""The words of a place's supports as topics of its own taxonomy: each known once, however many supports say it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from livingwell.practice.network.models import OWN, Taxonomy, Topic


def learn_topics(place: UUID, names: Iterable[str]) -> None:
    """Make a topic of each name that the place has none for."""
    taxonomy = Taxonomy.id_of(place, OWN)
    wanted = {Topic.id_of(taxonomy, name): name for name in names}
    known = set(Topic.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if len(known) == len(wanted):
        return
    Taxonomy.objects.bulk_create([Taxonomy(pk=taxonomy, place_id=place, name=OWN)], ignore_conflicts=True)
    Topic.objects.bulk_create(
        [
            Topic(pk=pk, place_id=place, taxonomy_id=taxonomy, name=name)
            for pk, name in wanted.items()
            if pk not in known
        ],
        ignore_conflicts=True,
    )


def topic_ids(place: UUID, names: Iterable[str]) -> list[UUID]:
    """The ids of the topics with these names, each once, in their order."""
    taxonomy = Taxonomy.id_of(place, OWN)
    return list(dict.fromkeys(Topic.id_of(taxonomy, name) for name in names))
