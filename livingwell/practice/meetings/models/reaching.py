"""Reaching out, whatever came of it; and somebody asking for a conversation today."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models.meetings import Meeting


class Channel(models.TextChoices):
    """The ways somebody can be reached; there is always another to try."""

    PHONE = "phone", _("Phone call")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("Email")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Knocking on the door")
    HUB = "hub", _("Asking at a hub")
    SOMEBODY = "somebody", _("Through somebody they chose")


class CameOfIt(models.TextChoices):
    """What came of trying."""

    SPOKE = "spoke", _("We spoke")
    ANSWERED = "answered", _("They wrote back")
    LEFT_MESSAGE = "left_message", _("Left a message")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_WAY = "wrong_way", _("That way does not reach them")


#: Nothing has come back yet. Silence asks the team what to try next; it ends nothing.
SILENT = (CameOfIt.LEFT_MESSAGE, CameOfIt.NO_ANSWER, CameOfIt.WRONG_WAY)


class Attempt(Guarded):
    """A worker reached out: how, when, and what came of it."""

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    came_of_it = models.CharField(max_length=12, choices=CameOfIt)
    words = SealedTextField()
    tried_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tried_by_name = models.CharField(max_length=120)
    tried_at = models.DateTimeField()
    #: When it was written down; trying may have been earlier in the day.
    written_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [
            models.Index(fields=["person", "-tried_at"], name="attempt_at"),
            models.Index(fields=["journey", "-tried_at", "-id"], name="attempt_of_journey"),
        ]


class TalkToday(Guarded):
    """Somebody asked for a conversation the same day. It stays asked until a meeting has happened and was told; nothing
    else answers it (the database refuses)."""

    part = "talk today"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    words = SealedTextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    answered_with = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("answered", model="talk_today"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_with__isnull=True)
                | Q(answered_at__isnull=False, answered_with__isnull=False),
                name="talk_today_answered_with_a_meeting",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "asked_at"], condition=Q(answered_at__isnull=True), name="talk_today_unanswered"
            ),
            models.Index(
                fields=["place", "asked_at"], condition=Q(answered_at__isnull=True), name="talk_today_in_place"
            ),
        ]


class CalledOnBy(models.TextChoices):
    """By what a worker was told that somebody asked to talk today."""

    TEXT = "text", _("by text message")
    EMAIL = "email", _("by email")


class CalledOn(Guarded):
    """A worker was sent a message that somebody asked to talk today. It says who was told, and when; the message itself
    names nobody."""

    part = "talk today"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    asked = models.ForeignKey(TalkToday, models.PROTECT, related_name="+")
    worker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    worker_name = models.CharField(max_length=120)
    way = models.CharField(max_length=10, choices=CalledOnBy)
    called_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["asked", "-called_at"], name="called_on_for")]
