"""What exists at the front door: drafts nobody can read, introductions, what was said with them, returning codes."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.ids import new_id
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place, Team
from livingwell.practice.holding.models import Journey


class ForWhom(models.TextChoices):
    """Who is introducing whom."""

    ME = "me", _("For me")
    SOMEONE_I_KNOW = "known", _("For someone I know")
    SOMEONE_I_WORK_WITH = "worker", _("For someone I work with")


class Channel(models.TextChoices):
    """How the words came to us."""

    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")
    IN_PERSON = "in_person", _("In person")


class Telling(models.TextChoices):
    """May the person be told who introduced them, and what was said? Yes, unless that would put somebody in danger."""

    OPEN = "open", _("Yes, you can tell them")
    NOT_SAFE = "not_safe", _("No, it would not be safe")


class Draft(models.Model):
    """Half an introduction. Its words are sealed with a key that only the person's own code completes: nobody else,
    not even with the database and the master key in hand, can read an unsent one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    code_hash = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    begun_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["until"], name="draft_until")]


class Introduction(Guarded):
    """How somebody arrived: their own words, or what was asked for them, as it was said on that day."""

    part = "introduction"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    for_whom = models.CharField(max_length=10, choices=ForWhom)
    #: To say on the phone. Not a secret: it opens nothing.
    reference = models.CharField(max_length=12, unique=True)
    #: JSON: question → answer. See `answers`.
    said = SealedTextField(for_people=False)
    sent_at = models.DateTimeField()
    promised_by = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    #: The worker who wrote it down for them, where one did.
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_by_name = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [who_and_when("entered", model="introduction")]
        indexes: ClassVar = [models.Index(fields=["person", "-sent_at"], name="introduction_of")]

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """What was said, question by question."""
        return json.loads(self.said) if self.said else {}

    @property
    def promise_is_ahead(self) -> bool:
        """Whether the day by which they hear from us has not passed: then it is said, and not after."""
        return self.promised_by >= clock.now().date()


class Introducer(Guarded):
    """Who introduced somebody, and what they said. The person reads it unless that would not be safe for them."""

    part = "introduction"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    introduction = models.OneToOneField(Introduction, models.PROTECT, related_name="+")
    for_whom = models.CharField(max_length=10, choices=ForWhom)
    #: JSON: who they are, how to reach them, what they know and said.
    said = SealedTextField(for_people=False)
    #: What the introducer answered: may the person be told who it was and what was said?
    telling = models.CharField(max_length=10, choices=Telling)
    code_hash = models.BinaryField(max_length=32, null=True, unique=True)
    #: Where they were signed in.
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(for_whom=ForWhom.ME), name="introducer_is_another"),
        ]

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """What they said, question by question."""
        return json.loads(self.said) if self.said else {}


class Addition(Guarded):
    """Something the person added later, or a correction, which stands beside what it corrects."""

    part = "introduction"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="+")
    #: The question it corrects, '' for something new.
    what = models.CharField(max_length=20, blank=True)
    words = SealedTextField()
    added_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_by_name = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [who_and_when("entered", model="addition")]
        indexes: ClassVar = [models.Index(fields=["introduction", "added_at"], name="addition_to")]


class ReturningCode(models.Model):
    """A person's returning words, by their keyed hash. They stay the same when somebody comes back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    code_hash = models.BinaryField(max_length=32, unique=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            who_and_when("ended", model="returning_code"),
            who_and_when("given", model="returning_code"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="returning_code_one_live"
            ),
        ]


class SamePersonHint(Guarded):
    """Two people who may be one. It goes to the team that knows the other; nothing is ever merged by itself."""

    part = "introduction"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    #: Who has just arrived.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: Who was known before.
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="+")
    for_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    alike = ArrayField(models.CharField(max_length=12))
    found_at = models.DateTimeField()
    said_same_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    said_same_at = models.DateTimeField(null=True)
    said_other_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    said_other_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("said_same", model="same_person"),
            who_and_when("said_other", model="same_person"),
            models.CheckConstraint(
                condition=models.Q(said_same_at__isnull=True) | models.Q(said_other_at__isnull=True),
                name="same_person_one_answer",
            ),
            models.UniqueConstraint(fields=["person", "other"], name="same_person_asked_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["for_team", "-found_at"],
                condition=models.Q(said_same_at__isnull=True, said_other_at__isnull=True),
                name="same_person_open",
            ),
        ]
