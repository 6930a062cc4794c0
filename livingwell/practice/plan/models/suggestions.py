"""What others suggested: beside the plan, never in it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place
from livingwell.practice.plan.models.plan import Plan


class SuggestedKind(models.TextChoices):
    """What a suggestion would become, if the person takes it."""

    STEP = "step", _("A step")
    MATTERS = "matters", _("Something that matters")
    STRENGTH = "strength", _("A strength")
    HOPE = "hope", _("A hope")
    HELPS = "helps", _("Something that helps")
    DOES_NOT = "does_not", _("Something that does not help")
    WITH_ME = "with_me", _("Somebody who is with me")


#: Of a suggestion: the person has not said yet what becomes of it.
NOT_ANSWERED = models.Q(taken_at=None, changed_at=None, left_at=None)
#: Of a suggestion: the person has.
ANSWERED = models.Q(taken_at__isnull=False) | models.Q(changed_at__isnull=False) | models.Q(left_at__isnull=False)


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
