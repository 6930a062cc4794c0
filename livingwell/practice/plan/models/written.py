"""What a person writes, or says to whoever enters it: words that carry who wrote, changed and took them out, and that
are never written over."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.people.models import Person, Place


class Written(Guarded):
    """Something in the person's own words. Nobody else writes here."""

    #: What it is called in the names of acts and addresses.
    called: ClassVar[str]
    #: The columns that hold what was said: what a change changes, and what is kept of it as it was.
    says: ClassVar[tuple[str, ...]] = ("words",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: Counts the times it was changed: who saves on top of an older one is told, and loses nothing.
    version = models.PositiveIntegerField(default=1)
    #: The row these words were meant for, where it had been changed meanwhile by somebody else, or in another window.
    beside = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    beside_id: UUID | None
    #: Who typed it: the person, or somebody they told it to, by `channel`.
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    channel = models.CharField(max_length=20, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        abstract = True

    @property
    def spoken(self) -> str:
        """All that was said in it, as one text: for reading two versions side by side, and for naming a button."""
        sealed = (name for name in self.says if isinstance(getattr(type(self), name, None), SealedTextField))
        return "\n\n".join(filter(None, (getattr(self, name) for name in sealed)))

    @property
    def last_by_name(self) -> str:
        """Whose hand the words that stand now came from."""
        return self.changed_by_name or self.written_by_name


class Became(models.TextChoices):
    """Why a wording is an earlier one: what was done to the row at that moment."""

    CHANGED = "changed", _("changed")
    TAKEN_OUT = "taken_out", _("taken out")
    PUT_BACK = "put_back", _("put back")
    DONE = "done", _("done")
    NOT_DONE = "not_done", _("not done after all")


class Before(Guarded):
    """A row of the person's as it stood from one moment until another. `was` is its columns, as JSON."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: Which row it was.
    of_id = models.UUIDField()
    was = SealedTextField(for_people=False)
    since = models.DateTimeField()
    until = models.DateTimeField()
    became = models.CharField(max_length=10, choices=Became)
    #: Whose hand made it an earlier one.
    then_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    then_by_name = models.CharField(max_length=120)

    class Meta(Guarded.Meta):
        abstract = True
