"""A connection: a warm introduction from a journey to a support, followed until the person says they have met."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.record.models import AppendOnly
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place
from livingwell.practice.holding.models import Journey
from livingwell.practice.network.models.supports import Support


class Stage(models.TextChoices):
    """Where a connection is. There is no "rejected": who says "not us" says what next."""

    CHOSEN = "chosen", _("Chosen together")
    OFFERED = "offered", _("Waiting for their answer")
    ACCEPTED = "accepted", _("They said yes")
    NOT_US = "not_us", _("Not us, but …")
    ARRANGED = "arranged", _("First meeting arranged")
    MET = "met", _("Met")
    NOT_WANTED = "not_wanted", _("No longer wanted")
    CLOSED = "closed", _("The support has closed")


#: A connection is finished by the person's own word, or because the support closed; by nothing else.
OWN_WORD = (Stage.MET, Stage.NOT_WANTED)
ENDED = (*OWN_WORD, Stage.CLOSED)


class WhatNext(models.TextChoices):
    """What a support says next when it says "not us"."""

    ANOTHER = "another", _("Try another support")
    TEAM = "team", _("Ask the team what might fit")
    QUESTION = "question", _("They have a question for us first")


class HowItWas(models.TextChoices):
    """How a first meeting was, in words. Nothing is counted up from it."""

    LOVELY = "lovely", _("Lovely")
    GOOD = "good", _("Good")
    ALL_RIGHT = "all_right", _("All right")
    NOT_GREAT = "not_great", _("Not so good")
    NOT_FOR_ME = "not_for_me", _("Not for me")


class Connection(Guarded):
    """One warm introduction. Its `support` may change on the way (a "not us" that names another); its journey cannot.

    Each act leaves a `ConnectionStep`; what stands here is how things are now.
    """

    part = "connections"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    support = models.ForeignKey(Support, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage)
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    #: What the support may be told. It is shown to the person first, and goes nowhere until they have agreed.
    may_say = SealedTextField()
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    answer_due = models.DateField(null=True)
    what_next = models.CharField(max_length=10, choices=WhatNext, blank=True)
    meeting_at = models.DateTimeField(null=True)
    meeting_where = SealedTextField()
    walks_along = SealedTextField()
    how = models.CharField(max_length=12, choices=HowItWas, blank=True)
    how_words = SealedTextField()
    #: The person's wish that the support hears how it was.
    how_shared_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    how_shared_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("agreed", model="connection"),
            who_and_when("offered", model="connection"),
            who_and_when("how_shared", model="connection"),
            who_and_when("ended", model="connection"),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | models.Q(agreed_by=models.F("person")),
                name="connection_agreed_by_them",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=(Stage.OFFERED, Stage.ACCEPTED, Stage.NOT_US, Stage.ARRANGED))
                | models.Q(agreed_at__isnull=False, offered_at__isnull=False),
                name="connection_offered_as_agreed",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=Stage.OFFERED) | models.Q(answer_due__isnull=False),
                name="connection_answer_expected",
            ),
            models.CheckConstraint(
                condition=models.Q(stage=Stage.NOT_US, what_next__in=WhatNext.values)
                | ~models.Q(stage=Stage.NOT_US) & models.Q(what_next=""),
                name="connection_never_bounced",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=Stage.ARRANGED) | models.Q(meeting_at__isnull=False),
                name="connection_arranged_when",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=OWN_WORD, ended_by__isnull=False, ended_by=models.F("person"))
                | models.Q(stage=Stage.CLOSED, ended_by__isnull=False)
                | ~models.Q(stage__in=ENDED) & models.Q(ended_by__isnull=True),
                name="connection_ends_by_their_word",
            ),
            models.CheckConstraint(
                condition=models.Q(stage=Stage.MET) | models.Q(how="", how_shared_by__isnull=True),
                name="connection_how_after_meeting",
            ),
            models.CheckConstraint(
                condition=models.Q(how_shared_by__isnull=True) | models.Q(how_shared_by=models.F("person")),
                name="connection_how_shared_by_them",
            ),
            models.UniqueConstraint(
                fields=["journey", "support"], condition=~models.Q(stage__in=ENDED), name="connection_once_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-chosen_at"], name="connection_of"),
            models.Index(fields=["person"], condition=~models.Q(stage__in=ENDED), name="connection_waiting"),
            models.Index(fields=["support"], condition=~models.Q(stage__in=ENDED), name="connection_to"),
        ]

    @property
    def is_open(self) -> bool:
        return self.stage not in ENDED


class StepKind(models.TextChoices):
    """What happened to a connection; the names of the acts."""

    CHOOSE = "choose_support", _("Chosen")
    AGREE = "agree_what_to_say", _("Agreed what may be said")
    OFFER = "offer_connection", _("Asked the support")
    YES = "log_answer", _("The support said yes")
    NOT_US = "log_not_us", _("The support said “not us, but …”")
    ANOTHER = "choose_another", _("Another support chosen instead")
    ARRANGE = "arrange_first_meeting", _("First meeting arranged")
    NOT_YET = "say_not_yet", _("Not met yet")
    MET = "say_met", _("Met")
    HOW = "say_how_it_was", _("Said how it was")
    NOT_WANTED = "say_not_wanted_now", _("No longer wanted")
    CLOSE = "close_support", _("The support closed")


#: Only the person says these; a worker may write them down.
THEIR_WORD = (StepKind.AGREE, StepKind.NOT_YET, StepKind.MET, StepKind.HOW, StepKind.NOT_WANTED)


class ConnectionStep(AppendOnly, Guarded):
    """One thing that happened to a connection: who wrote it down, in whose voice, when, and the words, if any."""

    part = "connections"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    connection = models.ForeignKey(Connection, models.PROTECT, related_name="+")
    support = models.ForeignKey(Support, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=StepKind)
    what_next = models.CharField(max_length=10, choices=WhatNext, blank=True)
    words = SealedTextField()
    voice = models.ForeignKey(Person, models.PROTECT, related_name="+")
    done_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    done_by_name = models.CharField(max_length=120)
    channel = models.CharField(max_length=20, blank=True)
    done_at = models.DateTimeField()

    class Meta(AppendOnly.Meta, Guarded.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=THEIR_WORD) | models.Q(voice=models.F("person")),
                name="connection_step_in_their_voice",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=StepKind.NOT_US, what_next__in=WhatNext.values)
                | ~models.Q(kind=StepKind.NOT_US) & models.Q(what_next=""),
                name="connection_step_says_what_next",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["connection", "done_at"], name="connection_step_of")]
