"""A meeting, planned or happened; what was said about each prompt; and what a worker has typed and not told yet."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place
from livingwell.practice.holding.models import Journey


class MeetingKind(models.TextChoices):
    """A first conversation takes the place of being assessed; every other meeting is simply a meeting."""

    FIRST = "first", _("First conversation")
    MEETING = "meeting", _("Meeting")


class HowWeMeet(models.TextChoices):
    """How two people sit, walk or speak together."""

    TABLE = "table", _("At a table")
    WALK = "walk", _("On a walk")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")
    HOME = "home", _("At their home")
    HUB = "hub", _("At a hub")


class MeetingStage(models.TextChoices):
    """What has become of a meeting. Nobody is ever marked as having failed to come: two people missed each other."""

    PLANNED = "planned", _("Planned")
    HAPPENED = "happened", _("Happened")
    PUT_OFF = "put_off", _("Put off")
    MISSED = "missed", _("We missed each other")


class Meeting(Guarded):
    """Any conversation with the person. Their words and the worker's are two fields, and never become one.

    Once it has been told nobody changes the words (the database refuses): what the person would put differently
    stands beside them as a `Correction`.
    """

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MeetingKind, default=MeetingKind.MEETING)
    stage = models.CharField(max_length=10, choices=MeetingStage, default=MeetingStage.PLANNED)
    how = models.CharField(max_length=10, choices=HowWeMeet)
    where = SealedTextField()
    #: The worker who will be there, or was; by the name they work by.
    led_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    led_by_name = models.CharField(max_length=120)
    #: Who else: other workers, family, friends, by name.
    also_there = SealedTextField()
    planned_for = models.DateTimeField()
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_by_name = models.CharField(max_length=120)
    planned_at = models.DateTimeField()
    #: The meeting that was put off or missed, which this one makes good.
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    happened_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    told_by_name = models.CharField(max_length=120, blank=True)
    told_at = models.DateTimeField(null=True)
    their_words = SealedTextField()
    our_words = SealedTextField()

    put_off_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    put_off_by_name = models.CharField(max_length=120, blank=True)
    put_off_at = models.DateTimeField(null=True)
    put_off_words = SealedTextField()
    missed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    missed_by_name = models.CharField(max_length=120, blank=True)
    missed_at = models.DateTimeField(null=True)
    missed_words = SealedTextField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("told", model="meeting"),
            who_and_when("put_off", model="meeting"),
            who_and_when("missed", model="meeting"),
            models.CheckConstraint(
                condition=Q(stage="planned", told_at=None, happened_at=None, put_off_at=None, missed_at=None)
                | Q(stage="happened", told_at__isnull=False, happened_at__isnull=False, put_off_at=None, missed_at=None)
                | Q(stage="put_off", told_at=None, happened_at=None, put_off_at__isnull=False, missed_at=None)
                | Q(stage="missed", told_at=None, happened_at=None, put_off_at=None, missed_at__isnull=False),
                name="meeting_stage_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(happened_at__isnull=True) | Q(happened_at__lte=F("told_at")),
                name="meeting_told_after_it_happened",
            ),
            models.CheckConstraint(condition=~Q(led_by=F("person")), name="meeting_with_another"),
            models.CheckConstraint(
                condition=Q(told_by__isnull=True) | ~Q(told_by=F("person")), name="meeting_told_by_a_worker"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-happened_at"], condition=Q(stage="happened"), name="meeting_spoken"),
            models.Index(fields=["person", "planned_for"], condition=Q(stage="planned"), name="meeting_next"),
            models.Index(fields=["led_by", "planned_for"], condition=Q(stage="planned"), name="meeting_of_worker"),
            models.Index(fields=["journey", "-planned_for", "-id"], name="meeting_of_journey"),
        ]


class Answer(Guarded):
    """What was said about one prompt. `key` names the prompt, `prompt` is how it was put that day."""

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    prompt = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()
    their_words = SealedTextField()
    our_words = SealedTextField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "key"], name="answer_once_a_prompt"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "key"], name="answer_of")]


class Draft(Guarded):
    """What one worker has typed about a meeting and not told yet. Each has their own, so that two who write about the
    same meeting both keep their words; nobody else reads it."""

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    #: The form as it was typed, field by field, as JSON.
    typed = SealedTextField(for_people=False)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "saved_by"], name="meeting_draft_each_their_own"),
        ]
