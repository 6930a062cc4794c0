"""What exists: journeys, who holds them, holds offered to another worker, and how journeys ended."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import ends_after_beginning, who_and_when
from livingwell.people.models import Person, Place, Team
from livingwell.people.models.duty import TsTzRange


class Journey(Guarded):
    """One time a person is supported, from introduction to goodbye. Coming back opens another, beside this one."""

    part = "journey"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(closed_at__gt=models.F("opened_at")),
                name="journey_closes_after_opening",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(closed_at__isnull=True), name="journey_one_open"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-opened_at"], name="journey_of")]


class HowHeld(models.TextChoices):
    """Why this worker holds: their own yes, or the standing yes of duty."""

    DUTY = "duty", _("on duty")
    OWN = "own", _("by their own yes")


class Hold(Guarded):
    """The one named worker responsible for a journey, from when until when. Rows are written by the database's own
    functions alone (``gate.open_journey``, ``gate.hand_over``, ``gate.close_journey``)."""

    part = "journey"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    #: As on the journey: row security reads it without asking another guarded table.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=HowHeld)
    #: Set by the database while the person works in the holding team: then only the holder is let in by the hold.
    kept_apart_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            ends_after_beginning(model="hold"),
            ExclusionConstraint(
                name="hold_one_at_a_time",
                expressions=[
                    ("journey", RangeOperators.EQUAL),
                    (TsTzRange("began_at", "ended_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(fields=["journey"], condition=models.Q(ended_at__isnull=True), name="hold_now"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["team", "-began_at", "-id"], condition=models.Q(ended_at__isnull=True), name="hold_board"
            ),
            models.Index(fields=["person", "team"], condition=models.Q(ended_at__isnull=True), name="hold_reach"),
            models.Index(fields=["holder"], condition=models.Q(ended_at__isnull=True), name="hold_of_holder"),
            models.Index(fields=["person", "began_at"], name="hold_past"),
        ]


#: How long an offer waits for its answer. After that nobody is surprised by an old yes: it is offered anew, or not.
OFFER_LASTS = timedelta(days=7)
#: A handover that was offered and has no answer yet.
UNANSWERED = models.Q(accepted_at=None, declined_at=None, withdrawn_at=None)


class Handover(Guarded):
    """A hold offered to another worker. It passes only with their yes; a no needs no reason."""

    part = "journey"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=120)
    in_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    why = SealedTextField()
    offered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    offered_by_name = models.CharField(max_length=120)
    offered_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    declined_because = SealedTextField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("accepted", model="handover"),
            who_and_when("declined", model="handover"),
            who_and_when("withdrawn", model="handover"),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, declined_at__isnull=True)
                | models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
                | models.Q(declined_at__isnull=True, withdrawn_at__isnull=True),
                name="handover_one_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True) | models.Q(accepted_by=models.F("to")),
                name="handover_accepted_by_them",
            ),
            models.UniqueConstraint(
                fields=["journey", "to"],
                condition=models.Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True),
                name="handover_offered_once",
            ),
        ]


class EndingKind(models.TextChoices):
    """How a journey ends. Nobody is turned away, and silence is not an ending."""

    GOODBYE = "goodbye", _("A goodbye, for now")
    NOT_WANTED = "not_wanted", _("I don’t want this")
    DIED = "died", _("They have died")
    MOVED_AWAY = "moved_away", _("They have moved away")
    IN_ERROR = "in_error", _("This journey was opened in error")


#: These are the person's own word; the others take two named workers.
OWN_WORD = (EndingKind.GOODBYE, EndingKind.NOT_WANTED)


class Ending(Guarded):
    """How a journey ended, or is proposed to end until a second worker has agreed."""

    part = "journey"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=EndingKind)
    words = SealedTextField()
    #: Whose word it is: the person's own (`said_by` is the person) or the first worker's.
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_by_name = models.CharField(max_length=120)
    said_at = models.DateTimeField()
    seconded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("seconded", model="ending"),
            who_and_when("undone", model="ending"),
            models.CheckConstraint(
                condition=models.Q(kind__in=OWN_WORD, said_by=models.F("person"), seconded_by__isnull=True)
                | (~models.Q(kind__in=OWN_WORD) & ~models.Q(said_by=models.F("person"))),
                name="ending_own_word_or_workers",
            ),
            models.CheckConstraint(
                condition=models.Q(seconded_by__isnull=True) | ~models.Q(seconded_by=models.F("said_by")),
                name="ending_two_workers",
            ),
            models.UniqueConstraint(
                fields=["journey"], condition=models.Q(undone_at__isnull=True), name="ending_one_at_a_time"
            ),
        ]
