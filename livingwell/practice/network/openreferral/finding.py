"""Which services does a request ask for, and which page of them?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from livingwell.practice.network.models import Opening, Support, Taxonomy, Topic
from livingwell.practice.network.openreferral.asking import Asked
from livingwell.practice.network.searching import having_words

#: Whoever nobody named is the support itself, as `documents.offered_by` says.
OFFERED_BY = Coalesce(NullIf("organisation_name", Value("", output_field=TextField())), "name")


@dataclass(frozen=True)
class Page:
    """One page of what was found, and how many there are in all."""

    rows: list[Any]
    number: int
    per_page: int
    total: int

    def around(self, contents: list[Any]) -> dict[str, Any]:
        """The profile's page object about `contents`, one for each row."""
        pages = max(1, -(-self.total // self.per_page))
        return {
            "total_items": self.total,
            "total_pages": pages,
            "page_number": self.number,
            "size": len(contents),
            "first_page": self.number == 1,
            "last_page": self.number >= pages,
            "empty": not contents,
            "contents": contents,
        }


def services(place: UUID, asked: Asked) -> QuerySet[Support]:
    """The place's supports for which everything asked holds, in an order that stays; closed ones too, which say so:
    whoever kept a copy has to hear of it."""
    rows = Support.objects.filter(place_id=place).defer("search").order_by("id")
    if asked.search:
        rows = rows.filter(having_words(place, asked.search), closed_at=None, withdrawn_at=None)
    if asked.term is not None:
        rows = rows.filter(topic_ids__contains=[asked.term])
    if asked.taxonomy is not None:
        rows = rows.filter(topic_ids__overlap=list(_topics_of(place, asked.taxonomy)))
    if asked.minimum_age is not None:
        rows = rows.filter(minimum_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        rows = rows.filter(maximum_age__lte=asked.maximum_age)
    if asked.modified_after is not None:
        rows = rows.filter(changed_at__gte=asked.modified_after)
    if opening := _opening(asked):
        rows = rows.filter(Exists(Opening.objects.filter(support_id=OuterRef("pk"), **opening)))
    return rows


def service(place: UUID, pk: UUID) -> Support | None:
    """One of the place's supports, whatever became of it."""
    return Support.objects.filter(place_id=place, pk=pk).select_related("place").prefetch_related("openings").first()


def somewhere(rows: QuerySet[Support]) -> QuerySet[Support]:
    """Those of the supports that are somewhere."""
    return rows.exclude(address="", postcode="", latitude=None, access=[])


def taxonomies(place: UUID) -> QuerySet[Taxonomy]:
    """The place's taxonomies."""
    return Taxonomy.objects.filter(place_id=place).order_by("name", "id")


def topics(place: UUID, asked: Asked | None = None) -> QuerySet[Topic]:
    """The place's topics, each with its taxonomy; of one taxonomy where one is asked for."""
    rows = Topic.objects.filter(place_id=place).select_related("taxonomy").order_by("name", "id")
    return rows.filter(taxonomy_id=asked.taxonomy) if asked is not None and asked.taxonomy is not None else rows


def organisations(place: UUID, asked: Asked) -> QuerySet[Any, str]:
    """The names of those who offer the supports that are asked for, each once."""
    named = services(place, asked).order_by().annotate(offered_by=OFFERED_BY)
    return named.values_list("offered_by", flat=True).distinct().order_by("offered_by")


def topics_of(supports: Iterable[Support]) -> dict[UUID, Topic]:
    """The topics of these supports, by their ids."""
    wanted = {pk for support in supports for pk in support.topic_ids}
    return {row.pk: row for row in Topic.objects.filter(pk__in=wanted).select_related("taxonomy")}


def page_of(rows: QuerySet[Any], asked: Asked) -> Page:
    """The page that was asked for; beyond the last it is empty."""
    begin = (asked.page - 1) * asked.per_page
    return Page(list(rows[begin : begin + asked.per_page]), asked.page, asked.per_page, rows.count())


def changed_at(place: UUID) -> datetime | None:
    """When anything of the place's directory last became different; one step of an index."""
    newest = Support.objects.filter(place_id=place).order_by("-changed_at")
    return newest.values_list("changed_at", flat=True).first()


def _topics_of(place: UUID, taxonomy: UUID) -> QuerySet[Topic, UUID]:
    return Topic.objects.filter(place_id=place, taxonomy_id=taxonomy).values_list("pk", flat=True)


def _opening(asked: Asked) -> dict[str, Any]:
    """What one and the same opening has to be: on that day, from then and until then; empty where nothing is asked."""
    wanted = {"weekday": asked.weekday, "opens__gte": asked.opens_from, "closes__lte": asked.closes_by}
    return {name: value for name, value in wanted.items() if value is not None}
