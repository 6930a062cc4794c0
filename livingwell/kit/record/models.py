"""Events, and the seals over them. Rows are only ever added; the database refuses everything else."""

from typing import ClassVar

import pgtrigger
from django.db import models

from livingwell.kit.database.as_written import AsWritten
from livingwell.kit.ids import new_id


class AppendOnly(models.Model):
    """A record: written once, never edited, never removed, by anybody who can reach it through PostgreSQL."""

    class Meta:
        abstract = True
        triggers: ClassVar = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Event(AppendOnly):
    """One thing that happened: which act, when, by whom, in whose voice, about whom. Holds nobody's words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(db_default=models.Func(models.Value("kit_event_number"), function="nextval"))
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    place_id = models.UUIDField()
    about_id = models.UUIDField(null=True)
    row_id = models.UUIDField(null=True)
    by_id = models.UUIDField(null=True)
    voice_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=20, blank=True)
    errand = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)

    objects: ClassVar = AsWritten()

    class Meta(AppendOnly.Meta):
        app_label = "kit"
        indexes: ClassVar = [
            models.Index(fields=["about_id", "at"], name="event_about"),
            models.Index(fields=["number"], name="event_number"),
        ]


class Seal(AppendOnly):
    """One link of the chain over a recorded table: the rows numbered `first` to `last`, and their hash together with
    the link before. `columns` are those that were hashed, so that a column added later does not break old links; `mark`
    is made over all of it with a key that the database never sees ('' on links made before links were marked)."""

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=60)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    rows = models.BigIntegerField()
    columns = models.JSONField()
    hash = models.CharField(max_length=64)
    mark = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField()

    class Meta(AppendOnly.Meta):
        app_label = "kit"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "last"], name="seal_one_link_to_a_number"),
        ]


class InventedMark(models.Model):
    """The mark that says everything in this database is invented. Its presence is the demo's only permission."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    marked_at = models.DateTimeField()

    class Meta:
        app_label = "kit"
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="mark_is_one_row")]
