"""What exists: a person's plan, what stands in it, steps somebody has taken on, and what others suggested."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place


class Plan(Guarded):
    """One person's plan."""

    part = "plan"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["person"], name="plan_one_a_person")]


class ItemKind(models.TextChoices):
    """The parts of a plan that are not steps."""

    MATTERS = "matters", _("What matters to me")
    STRENGTH = "strength", _("What I am good at, and what helps")
    HOPE = "hope", _("What I hope for")


class PlanItem(Guarded):
    """Something that matters, a strength, a hope: in the person's own words. Nobody else writes here."""

    part = "plan"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ItemKind)
    words = SealedTextField()
    #: Counts the times it was changed: who saves on top of an older one is told, and loses nothing.
    version = models.PositiveIntegerField(default=1)
    #: The item these words were meant for, where it had been changed meanwhile in another window.
    beside = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    #: Who typed it: the person, or somebody they told it to, by `channel`.
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    channel = models.CharField(max_length=20, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("changed", model="plan_item"),
            who_and_when("taken_out", model="plan_item"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "kind", "written_at"], name="plan_item_of")]


class Step(Guarded):
    """Something somebody has taken on, by a day: the person, a worker, a friend. Ticked by whoever took it."""

    part = "plan"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    words = SealedTextField()
    version = models.PositiveIntegerField(default=1)
    beside = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    #: None for somebody who has no account here; the name is always said.
    taker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taker_name = models.CharField(max_length=120)
    day = models.DateField(null=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    channel = models.CharField(max_length=20, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("changed", model="step"),
            who_and_when("done", model="step"),
            who_and_when("taken_out", model="step"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "written_at"], name="step_of"),
            models.Index(fields=["taker", "day"], condition=models.Q(done_at__isnull=True), name="step_open_for"),
        ]


class SuggestedKind(models.TextChoices):
    """What a suggestion would become, if the person takes it."""

    STEP = "step", _("A step")
    MATTERS = "matters", _("Something that matters")
    STRENGTH = "strength", _("A strength")
    HOPE = "hope", _("A hope")


class Suggestion(Guarded):
    """What somebody else suggests. It stands beside the plan, never in it, until the person takes or changes it."""

    part = "plan"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SuggestedKind)
    words = SealedTextField()
    suggested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    suggested_by_name = models.CharField(max_length=120)
    suggested_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    #: Taken in other words, which are the person's.
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True)
    #: Its author has read the answer.
    heard_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("taken", model="suggestion"),
            who_and_when("changed", model="suggestion"),
            who_and_when("left", model="suggestion"),
            who_and_when("heard", model="suggestion"),
            models.CheckConstraint(
                condition=models.Q(taken_at__isnull=True, changed_at__isnull=True)
                | models.Q(taken_at__isnull=True, left_at__isnull=True)
                | models.Q(changed_at__isnull=True, left_at__isnull=True),
                name="suggestion_one_answer",
            ),
            models.CheckConstraint(
                condition=~models.Q(suggested_by=models.F("person")), name="suggestion_from_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "suggested_at"], name="suggestion_to"),
            models.Index(fields=["suggested_by"], condition=models.Q(heard_at__isnull=True), name="suggestion_unheard"),
        ]
