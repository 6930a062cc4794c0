"""What exists: messages, how somebody chose to hear of them, reminders that were sent, a worker's own calendar feed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place
from livingwell.practice.circle.entering import Channel
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models import Meeting, NextStep


class Side(models.TextChoices):
    """Whose words a message holds: the person's, or the team's."""

    THEIRS = "theirs", _("Theirs")
    OURS = "ours", _("The team’s")


class WayToTell(models.TextChoices):
    """How somebody wants to hear that the team wrote."""

    HERE = "here", _("Only here, when I sign in")
    EMAIL = "email", _("An email says there is something to read")
    EMAIL_WORDS = "email_words", _("An email with the words in it")
    TEXT = "text", _("A text says there is something to read")
    RING = "ring", _("Ring me")
    POST = "post", _("Post it to me")


class Told(models.TextChoices):
    """How the person was told of a message, in the moment it was written."""

    HERE = "here", _("Waits here")
    EMAIL = "email", _("An email said that there is something to read")
    EMAIL_WORDS = "email_words", _("Sent in an email")
    TEXT = "text", _("A text said that there is something to read")
    RING = "ring", _("They asked to be rung")
    POST = "post", _("They asked for it by post")
    UNSAFE = "unsafe", _("Nothing was sent: they have not said that it is safe")
    NO_WAY = "no_way", _("Nothing was sent: no account, address or number")


class Message(Guarded):
    """A few words from a person to their team, or from the team to them. Nobody changes one."""

    part = "messages"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    words = SealedTextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    #: How the person said it, where a worker wrote it down for them.
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    told = models.CharField(max_length=12, choices=Told, blank=True)
    #: Who in the team has read what the person wrote.
    heard_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    heard_by_name = models.CharField(max_length=120, blank=True)
    heard_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("heard", model="message"),
            models.CheckConstraint(
                condition=Q(side="theirs", told="") | (Q(side="ours", heard_at=None) & ~Q(written_by=F("person"))),
                name="message_side_says_whose",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-written_at", "-id"], name="message_of"),
            models.Index(
                fields=["person", "written_at"], condition=Q(side="theirs", heard_at=None), name="message_unheard"
            ),
        ]


class ChosenWay(Guarded):
    """How one person wants to hear from their team. Without one nothing leaves the platform."""

    part = "how to reach them"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=WayToTell)
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    chosen_by_name = models.CharField(max_length=120)
    chosen_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    reminders_ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reminders_ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [who_and_when("reminders_ended", model="chosen_way")]


class Reminded(Guarded):
    """The person was reminded the day before, by the way they chose: of a meeting, or of a step of their own."""

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, related_name="+")
    step = models.OneToOneField(NextStep, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=12, choices=WayToTell)
    #: Of the words in the link that ends reminders.
    ends_hash = models.BinaryField(max_length=32, unique=True)
    sent_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, step__isnull=False) | Q(meeting__isnull=False, step__isnull=True),
                name="reminded_of_one_thing",
            )
        ]


class CalendarFeed(Guarded):
    """A secret address at which a worker's own calendar program reads when they meet; whom, it never says."""

    part = "calendar"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    address_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("ended", model="calendar_feed"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="calendar_feed_one_at_a_time"
            ),
        ]
