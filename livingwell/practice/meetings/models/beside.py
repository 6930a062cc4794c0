"""Beside a meeting: the person's correction, what was asked again and why, and the letter they were given."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.people.models import Person, Place
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models.meetings import Answer, Meeting


class Correction(Guarded):
    """How the person would put it. The text it corrects stays as it was; the two are read side by side."""

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    #: The part of the meeting it is about; None for the whole of it.
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="+")
    words = SealedTextField()
    #: Whose hand it was: the person's own, or a worker's who entered what the person said.
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["meeting", "written_at"], name="correction_of")]


class AskedAgain(Guarded):
    """Something the person had told already was asked again, deliberately, and this is why. They can read it."""

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    prompt = models.CharField(max_length=200)
    why = SealedTextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "key"], name="asked_again_once_a_meeting"),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "asked_at"], name="asked_again_when")]


class LetterHow(models.TextChoices):
    """How the person was given, in writing, what was said."""

    HAND = "hand", _("In their hand")
    POST = "post", _("By post")
    EMAIL = "email", _("Email it to them now")
    ALOUD = "aloud", _("Read aloud, as they asked")


class Letter(Guarded):
    """The person was given in writing what was said and what happens next."""

    part = "meetings"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=LetterHow)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=120)
    given_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "how"], name="letter_once_each_way")]
