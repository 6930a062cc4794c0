"""Staying safe: the plan made together for dangerous days; and chances, which a person takes together with somebody.

No level, colour or number stands on either, and nothing here is read by a machine.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import BegunOnce, Person
from livingwell.practice.plan.models.written import Before, Written


class StayingSafe(BegunOnce):
    """One person's plan for dangerous days."""

    part = "staying_safe"

    class Meta(BegunOnce.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["person"], name="staying_safe_one_a_person")]


class SafeKind(models.TextChoices):
    """The parts of it, in the order in which they are of use."""

    SIGNS = "signs", _("Signs that it is getting hard")
    I_DO = "i_do", _("What I do")
    PLACES = "places", _("Places and people that help")
    WORKERS = "workers", _("People whose job is to help")
    SAFER = "safer", _("Making it safer around me")
    LIVE_FOR = "live_for", _("What I live for")
    MADE_WITH = "made_with", _("Who made this with me")


class SafeItem(Written):
    """One thing that stands in it, and a number to ring where there is one."""

    part = "staying_safe"
    called = "safe_item"
    says = ("words", "number")

    safe = models.ForeignKey(StayingSafe, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SafeKind)
    words = SealedTextField()
    number = SealedTextField()

    class Meta(Written.Meta):
        abstract = False
        constraints: ClassVar = [
            who_and_when("changed", model="safe_item"),
            who_and_when("taken_out", model="safe_item"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "kind", "written_at"], name="safe_item_of")]


class Chance(Written):
    """A risk we are taking together: something the person wants to do that worries somebody, and what they agreed.

    It has two names: the person's, and that of whoever takes it with them. Words changed take both names off again.
    """

    part = "staying_safe"
    called = "chance"
    says = ("want", "good", "worries", "life", "agreed", "look_again", "beside_them_id", "beside_them_name")

    want = SealedTextField()
    good = SealedTextField()
    worries = SealedTextField()
    life = SealedTextField()
    agreed = SealedTextField()
    look_again = models.DateField(null=True)
    #: Who takes it together with them. None for somebody who has no account here, whose name is written on paper.
    beside_them = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    beside_them_name = models.CharField(max_length=120)
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(null=True)
    stood_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stood_at = models.DateTimeField(null=True)

    class Meta(Written.Meta):
        abstract = False
        constraints: ClassVar = [
            who_and_when("changed", model="chance"),
            who_and_when("taken_out", model="chance"),
            who_and_when("named", model="chance"),
            who_and_when("stood", model="chance"),
            models.CheckConstraint(
                condition=models.Q(beside_them__isnull=True) | ~models.Q(beside_them=models.F("person")),
                name="chance_together_with_another",
            ),
            models.CheckConstraint(
                condition=models.Q(stood_by__isnull=True) | models.Q(stood_by=models.F("beside_them")),
                name="chance_own_name",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-written_at"], name="chance_of"),
            models.Index(fields=["beside_them"], condition=models.Q(taken_out_at__isnull=True), name="chance_with"),
        ]


class SafeBefore(Before):
    """Something of it as it stood before."""

    part = "staying_safe"

    class Meta(Before.Meta):
        abstract = False
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="safe_before")]
