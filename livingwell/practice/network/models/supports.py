"""Supports, and the directories they came from. Public things: nothing here is about a person."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.ids import new_id
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place

#: Our text search: English stems, accents and apostrophes forgiven (made in the room's migration).
SEARCH = "public.livingwell_english"


class SourceKind(models.TextChoices):
    """What the directory's file was."""

    CSV = "csv", _("A spreadsheet")
    ORUK = "oruk-v1", _("Open Referral UK, version 1")


class Source(models.Model):
    """A directory that somebody publishes. Its attribution and licence are shown wherever its supports are."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=SourceKind)
    attribution = models.CharField(max_length=300)
    licence = models.CharField(max_length=300)
    licence_url = models.URLField(max_length=500, blank=True)
    url = models.URLField(max_length=500, blank=True)
    #: When one of its files was read last, whether or not anything had changed.
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "name"], name="source_name_once"),
            models.CheckConstraint(
                condition=~models.Q(attribution="") & ~models.Q(licence=""), name="source_attribution_and_licence"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Support(models.Model):
    """Anything in the network that can help: a walking group, debt advice, a clinic, a friend's choir.

    Read from a directory (`source`, and `source_key` there), or added by somebody of the place (`added_by`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    source_key = models.CharField(max_length=200, blank=True)
    #: Of everything the source says: equal while it says the same.
    fingerprint = models.CharField(max_length=64, blank=True)
    name = models.TextField()
    description = models.TextField(blank=True)
    url = models.TextField(blank=True)
    email = models.TextField(blank=True)
    #: A list of {number, dial, note}.
    phones = models.JSONField(default=list)
    address = models.TextField(blank=True)
    locality = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    other_places = ArrayField(models.TextField(), default=list)
    areas = ArrayField(models.TextField(), default=list)
    organisation_name = models.TextField(blank=True)
    organisation_id = models.TextField(blank=True)
    schedule = ArrayField(models.TextField(), default=list)
    cost = models.TextField(blank=True)
    eligibility = models.TextField(blank=True)
    languages = ArrayField(models.TextField(), default=list)
    access = ArrayField(models.TextField(), default=list)
    topics = ArrayField(models.TextField(), default=list)
    #: The same as rows of `Topic`.
    topic_ids = ArrayField(models.UUIDField(), default=list)
    #: In years; None where nothing is said.
    minimum_age = models.FloatField(null=True)
    maximum_age = models.FloatField(null=True)
    #: The day its publisher says somebody last made sure of it.
    assured_on = models.DateField(null=True)
    #: When we last read it in its source, or somebody here last looked.
    checked_at = models.DateTimeField()
    #: When anything of what is published of it last became different.
    changed_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(null=True)
    #: The import in which its source said that it is no more. It may be open all the same: somebody has to ask.
    withdrawn_by = models.ForeignKey("network.ImportRun", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    #: Somebody knows that it has closed. This ends its connections, and never a journey.
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    search = SearchVectorField(editable=False, null=True)

    class Meta:
        constraints: ClassVar = [
            who_and_when("added", model="support"),
            who_and_when("withdrawn", model="support"),
            who_and_when("closed", model="support"),
            models.UniqueConstraint(fields=["source", "source_key"], name="support_once_in_source"),
            models.CheckConstraint(
                condition=models.Q(source__isnull=True, added_by__isnull=False)
                | (models.Q(source__isnull=False, added_by__isnull=True) & ~models.Q(source_key="")),
                name="support_from_source_or_somebody",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="support_has_a_name"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "name", "id"], name="support_by_name"),
            models.Index(fields=["place", "postcode"], name="support_postcode"),
            models.Index(fields=["place", "-changed_at", "id"], name="support_changed"),
            GinIndex(fields=["search"], name="support_search"),
            GinIndex(fields=["topic_ids"], name="support_topics"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="support_search",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    "name",
                    "description",
                    "topics",
                    "organisation_name",
                    "address",
                    "locality",
                    "areas",
                    "other_places",
                    "eligibility",
                ),
                func=f"""
                new.search :=
                    setweight(to_tsvector('{SEARCH}', new.name), 'A')
                    || setweight(to_tsvector('{SEARCH}', array_to_string(new.topics, ' ') || ' '
                                             || new.organisation_name), 'B')
                    || setweight(to_tsvector('{SEARCH}', left(new.description, 100000)), 'C')
                    || setweight(to_tsvector('{SEARCH}', new.address || ' ' || new.locality || ' '
                        || array_to_string(new.areas, ' ') || ' ' || array_to_string(new.other_places, ' ') || ' '
                        || new.eligibility), 'D');
                return new;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether somebody can be introduced to it."""
        return self.closed_at is None and self.withdrawn_at is None

    @property
    def web_address(self) -> str:
        """Its website, if it is one that may be linked to."""
        return self.url if self.url.startswith(("https://", "http://")) else ""


class Spelling(models.Model):
    """A word that a place's supports use, and how many use it: what a search with a slip of the finger meant."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    word = models.CharField(max_length=60)
    supports = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "word"], name="spelling_once")]
        indexes: ClassVar = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="spelling_like"),
            models.Index(
                fields=["place", "word"], name="spelling_begins", opclasses=["uuid_ops", "varchar_pattern_ops"]
            ),
        ]
