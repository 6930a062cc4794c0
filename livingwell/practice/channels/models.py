"""What exists of paper: sheets that were printed for somebody to fill in, and copies that were given to them."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place

#: A sheet that has not come back by then is printed anew: what it asks may have changed.
SHEET_LASTS = timedelta(days=90)


class SheetKind(models.TextChoices):
    """What a sheet is for; it is typed in as this and as nothing else."""

    INTRODUCTION = "introduction", _("An introduction")
    STORY = "story", _("My story")
    PLAN = "plan", _("My plan")
    STAYING_SAFE = "staying_safe", _("Staying safe")
    SHARE = "share", _("Who may see what")
    REACH = "reach", _("How to reach me")
    GOODBYE = "goodbye", _("I don’t want this, or goodbye")


#: All but an introduction are for somebody we know.
OF_A_PERSON = tuple(kind for kind in SheetKind if kind != SheetKind.INTRODUCTION)


class Sheet(Guarded):
    """A blank form on paper. Its reference leads whoever types it in to the right person and form, once; to anybody
    else it leads nowhere. No name is printed on it."""

    part = "forms on paper"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    #: None for an introduction: nobody knows yet whose it will be.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=SheetKind)
    reference = models.CharField(max_length=12, unique=True)
    printed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    printed_by_name = models.CharField(max_length=120)
    printed_at = models.DateTimeField()
    until = models.DateTimeField()
    came_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    came_back_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("came_back", model="sheet"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("printed_at")), name="sheet_until_later"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, kind=SheetKind.INTRODUCTION)
                | models.Q(person__isnull=False) & ~models.Q(kind=SheetKind.INTRODUCTION),
                name="sheet_whose",
            ),
            models.CheckConstraint(
                condition=models.Q(came_back_at__isnull=True) | models.Q(came_back_at__lte=models.F("until")),
                name="sheet_in_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-printed_at"], name="sheet_of"),
            models.Index(
                fields=["place", "-printed_at"],
                condition=models.Q(person__isnull=True, came_back_at__isnull=True),
                name="sheet_of_nobody",
            ),
        ]

    @property
    def waits(self) -> bool:
        """Whether it can still be typed in."""
        return self.came_back_at is None and self.until > clock.now()


class CopyHow(models.TextChoices):
    """How a copy of what was written down reached the person."""

    HAND = "hand", _("In their hand")
    POST = "post", _("By post")
    READ = "read", _("Read out to them: they want no paper")


class Copy(Guarded):
    """The person's own copy of what was written down with them: that they were given it, by whom and how."""

    part = "forms on paper"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=CopyHow)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=120)
    given_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["person", "-given_at"], name="copy_of")]
