"""A person's plan, what stands in it, steps somebody has taken on, and looking back and forward."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import BegunOnce, Person
from livingwell.practice.plan.models.written import Before, Written


class Plan(BegunOnce):
    """One person's plan."""

    part = "plan"

    class Meta(BegunOnce.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["person"], name="plan_one_a_person")]


class ItemKind(models.TextChoices):
    """The parts of a plan that are not steps."""

    MATTERS = "matters", _("What matters to me")
    STRENGTH = "strength", _("What I am good at")
    HOPE = "hope", _("What I hope for")
    HELPS = "helps", _("What helps")
    DOES_NOT = "does_not", _("What does not help")
    WITH_ME = "with_me", _("Who is with me")


class PlanItem(Written):
    """Something that matters, a strength, a hope, what helps, what does not, who is with me."""

    part = "plan"
    called = "item"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ItemKind)
    words = SealedTextField()

    class Meta(Written.Meta):
        abstract = False
        constraints: ClassVar = [
            who_and_when("changed", model="plan_item"),
            who_and_when("taken_out", model="plan_item"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "kind", "written_at"], name="plan_item_of")]


class Step(Written):
    """Something somebody has taken on, by a day: the person, a worker, a friend. Ticked by whoever took it."""

    part = "plan"
    called = "step"
    says = ("words", "taker_id", "taker_name", "day")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    words = SealedTextField()
    #: None for somebody who has no account here; the name is always said.
    taker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taker_name = models.CharField(max_length=120)
    day = models.DateField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta(Written.Meta):
        abstract = False
        constraints: ClassVar = [
            who_and_when("changed", model="step"),
            who_and_when("done", model="step"),
            who_and_when("taken_out", model="step"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "written_at"], name="step_of"),
            models.Index(fields=["taker", "day"], condition=models.Q(done_at__isnull=True), name="step_open_for"),
        ]


class Review(Written):
    """The person looks back, and forward; and says when they would like to look again."""

    part = "plan"
    called = "review"
    says = ("back", "forward", "look_again")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    back = SealedTextField()
    forward = SealedTextField()
    look_again = models.DateField(null=True)

    class Meta(Written.Meta):
        abstract = False
        constraints: ClassVar = [
            who_and_when("changed", model="review"),
            who_and_when("taken_out", model="review"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-written_at"], name="review_of")]


class PlanBefore(Before):
    """Something of the plan as it stood before: earlier versions are made of these."""

    part = "plan"

    class Meta(Before.Meta):
        abstract = False
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="plan_before")]
