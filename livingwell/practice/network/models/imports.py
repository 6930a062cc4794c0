"""What an import did: the run, and what became of each row, kept."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.ids import new_id
from livingwell.people.models import Place
from livingwell.practice.network.models.supports import Source, SourceKind, Support


class RowOutcome(models.TextChoices):
    """What became of one row of a file."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("As it was")
    LEFT = "left", _("Left")


class ImportRun(models.Model):
    """One reading of one file, whole; a reading that failed leaves no row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SourceKind)
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    mended = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    #: Sentences about the file as a whole, and what it holds that no support keeps.
    notes = ArrayField(models.TextField(), default=list)
    unread = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rows=models.F("new") + models.F("changed") + models.F("same") + models.F("left")),
                name="import_run_adds_up",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["source", "-imported_at"], name="import_run_of")]


class ImportedRow(models.Model):
    """What became of one row: taken (new, changed, as it was), with what was mended; or left, and why."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+")
    #: Where to find it: the spreadsheet's row, or its place in the feed from 1.
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    name = models.TextField(blank=True)
    support = models.ForeignKey(Support, models.PROTECT, null=True, related_name="+")
    mends = ArrayField(models.TextField(), default=list)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome=RowOutcome.LEFT, support__isnull=True) & ~models.Q(reason="")
                | ~models.Q(outcome=RowOutcome.LEFT) & models.Q(support__isnull=False, reason=""),
                name="imported_row_taken_or_left",
            ),
            models.UniqueConstraint(fields=["run", "row"], name="imported_row_once"),
        ]
