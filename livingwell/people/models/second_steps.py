"""The second step of signing in: how a lost one is taken away, by two named workers. (The steps are allauth's rows.)"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.ids import new_id
from livingwell.kit.state import who_and_when
from livingwell.people.models.persons import Person
from livingwell.people.models.places import Place


class WhyReset(models.TextChoices):
    """Why a worker's second step is to be taken away."""

    LOST = "lost", _("It is lost, and so are the spare codes")
    BROKEN = "broken", _("It does not work any more")
    STOLEN = "stolen", _("Somebody else may have it")


class SecondStepReset(models.Model):
    """The place lead asks that a worker's second step be taken away; a second worker, named, agrees or nothing is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    why = models.CharField(max_length=10, choices=WhyReset)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    #: Whose word is asked for.
    seconder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seconder_name = models.CharField(max_length=120)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            who_and_when("agreed", model="second_step_reset"),
            who_and_when("dropped", model="second_step_reset"),
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("person"))
                & ~models.Q(seconder=models.F("person"))
                & ~models.Q(seconder=models.F("asked_by")),
                name="second_step_reset_two_others",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | models.Q(agreed_by=models.F("seconder")),
                name="second_step_reset_agreed_by_the_named",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at__isnull=True) | models.Q(dropped_at__isnull=True),
                name="second_step_reset_one_answer",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(agreed_at__isnull=True, dropped_at__isnull=True),
                name="second_step_reset_once",
            ),
        ]
