"""What exists around a person: shares, openings without a share, and the looks that are kept of everybody."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.record.models import AppendOnly
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place, Team
from livingwell.practice.circle.entering import Channel


def octets(column: str) -> models.Func:
    """How long a sealed column is; an empty text is kept as no bytes."""
    return models.Func(models.F(column), function="octet_length", output_field=models.IntegerField())


class Part(models.TextChoices):
    """The parts of a person's things that they let others into, one by one."""

    STORY = "story", _("My story")
    PLAN = "plan", _("My plan")
    STAYING_SAFE = "staying_safe", _("Staying safe")
    INTRODUCTION = "introduction", _("What I said when I introduced myself")
    MEETINGS = "meetings", _("What we talked about when we met")


#: What is theirs, and opened by a share alone; the rest is there for those who hold, too.
THEIR_OWN = (Part.STORY, Part.PLAN, Part.STAYING_SAFE)


#: What a young person and a worker talk through before it is decided: letting somebody see a part, or asking them in.
IN_MY_CIRCLE = "circle"
DECISIONS = (*Part.choices, (IN_MY_CIRCLE, _("Being in my circle")))


class Understood(models.TextChoices):
    """What came of talking a decision through."""

    YES = "yes", _("They understand what it means, and it is their own wish")
    NOT_YET = "not_yet", _("Not yet: we will talk about it again")
    NOT_WANTED = "not_wanted", _("They do not want it after all")


class Understanding(Guarded):
    """One decision of a young person's (under 16) about who is let in: asked for, and talked through with a worker."""

    part = "who sees what"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=DECISIONS)
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=120)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    #: What the young person said it means to them; and how the worker knows that they understand it.
    theirs = SealedTextField()
    ours = SealedTextField()
    answer = models.CharField(max_length=12, choices=Understood, blank=True)
    talked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    talked_by_name = models.CharField(max_length=120, blank=True)
    talked_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("talked", model="understanding"),
            models.CheckConstraint(
                condition=models.Q(answer="", talked_at__isnull=True)
                | ~models.Q(answer="") & models.Q(talked_at__isnull=False),
                name="understanding_answered_when_talked",
            ),
            models.CheckConstraint(
                condition=models.Q(GreaterThan(octets("ours"), 0), talked_at__isnull=True, _connector=models.Q.OR),
                name="understanding_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(talked_by__isnull=True) | ~models.Q(talked_by=models.F("person")),
                name="understanding_with_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "what"], name="understanding_of")]


class Share(Guarded):
    """One person letting another, or a team, see one part of what is theirs, until a date."""

    part = "who sees what"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=Part)
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    #: As they were called when the share was given: the sentence must read the same for ever.
    to_name = models.CharField(max_length=120)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    #: Of somebody under 16: the conversation about this decision. Each is for one share.
    understanding = models.ForeignKey(Understanding, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("ended", model="share"),
            models.CheckConstraint(
                condition=models.Q(to_person__isnull=True, to_team__isnull=False)
                | models.Q(to_person__isnull=False, to_team__isnull=True),
                name="share_to_one",
            ),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("given_at")), name="share_until_later"),
            models.CheckConstraint(
                condition=models.Q(to_person__isnull=True) | ~models.Q(to_person=models.F("person")),
                name="share_to_another",
            ),
            models.UniqueConstraint(fields=["understanding"], name="share_one_a_conversation"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "what"], condition=models.Q(ended_at__isnull=True), name="share_of"),
            models.Index(fields=["to_person"], condition=models.Q(ended_at__isnull=True), name="share_to_them"),
            models.Index(fields=["to_team"], condition=models.Q(ended_at__isnull=True), name="share_to_their_team"),
        ]


class CircleTie(Guarded):
    """Somebody a person has asked into their circle: a code given in hand, and a yes. It opens nothing by itself."""

    part = "who sees what"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: As each is called by the other: neither may look the other up.
    person_name = models.CharField(max_length=120)
    named_as = models.CharField(max_length=120)
    #: Of the code, which is shown once and kept nowhere. None once it is used or the tie has ended.
    code_hash = models.BinaryField(null=True, max_length=32)
    code_until = models.DateTimeField()
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    understanding = models.ForeignKey(Understanding, models.PROTECT, null=True, related_name="+")
    supporter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("accepted", model="circle_tie"),
            who_and_when("ended", model="circle_tie"),
            models.CheckConstraint(
                condition=models.Q(supporter__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_by=models.F("supporter")),
                name="circle_tie_own_yes",
            ),
            models.CheckConstraint(
                condition=models.Q(supporter__isnull=True) | ~models.Q(supporter=models.F("person")),
                name="circle_tie_with_another",
            ),
            models.UniqueConstraint(
                fields=["person", "supporter"], condition=models.Q(ended_at__isnull=True), name="circle_tie_once"
            ),
            models.UniqueConstraint(fields=["code_hash"], name="circle_tie_code_once"),
            models.UniqueConstraint(fields=["understanding"], name="circle_tie_one_a_conversation"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=models.Q(ended_at__isnull=True), name="circle_tie_of"),
            models.Index(fields=["supporter"], condition=models.Q(ended_at__isnull=True), name="circle_tie_to"),
        ]


class WordToTeam(Guarded):
    """What somebody in a circle told the person's team. Nothing comes back but thanks; the person reads it too."""

    part = "what your circle told the team"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tie = models.ForeignKey(CircleTie, models.PROTECT, related_name="+")
    words = SealedTextField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_by_name = models.CharField(max_length=120)
    said_at = models.DateTimeField()
    read_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    read_by_name = models.CharField(max_length=120, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("read", model="word_to_team"),
            models.CheckConstraint(condition=GreaterThan(octets("words"), 0), name="word_to_team_says_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-said_at"], name="word_to_team_of")]


class Sitting(Guarded):
    """A worker is with somebody, on the phone, over a sheet of paper or on a bench, and enters what they say. While it
    lasts the pages know how it is told; when it ends, what was written down in it closes to the worker at once."""

    part = "who sees what"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("ended", model="sitting"),
            models.CheckConstraint(condition=~models.Q(begun_by=models.F("person")), name="sitting_with_another"),
            models.UniqueConstraint(
                fields=["person", "begun_by"], condition=models.Q(ended_at__isnull=True), name="sitting_one_open"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["begun_by", "person", "-ended_at"], name="sitting_by")]


class Opening(Guarded):
    """Opening what was not shared, because a life is in danger: a reason, an alert, an end, and the person sees it."""

    part = "who sees what"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: As they were called that day: whoever reviews the opening may not look them up.
    person_name = models.CharField(max_length=120)
    what = models.CharField(max_length=20, choices=Part)
    reason = SealedTextField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_by_name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("reviewed", model="opening"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("opened_at")), name="opening_ends"),
            models.CheckConstraint(condition=GreaterThan(octets("reason"), 0), name="opening_has_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "opened_by", "ends_at"], name="opening_now")]


class Look(AppendOnly, Guarded):
    """Somebody looked. A look at one person's page names the person and the part; a list look names whom it showed."""

    part = "who has looked"
    subject = None

    number = models.BigIntegerField(db_default=models.Func(models.Value("circle_look_number"), function="nextval"))
    at = models.DateTimeField()
    place = models.ForeignKey(Place, models.DO_NOTHING, related_name="+", db_constraint=False)
    #: None for a list look.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    people = ArrayField(models.UUIDField(), default=list)
    by = models.ForeignKey(Person, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    by_name = models.CharField(max_length=120)
    by_from = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=60, blank=True)
    page = models.CharField(max_length=60)
    #: The sentence of the rule by which they were let in.
    reason = models.CharField(max_length=120, blank=True)

    class Meta(AppendOnly.Meta, Guarded.Meta):
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="look_at_person"),
            models.Index(fields=["by", "-at"], name="look_by"),
            # Whether this viewer had looked at this person before: where each has thousands of looks, one step.
            models.Index(fields=["person", "by", "at"], name="look_of_one_by"),
            models.Index(fields=["number"], name="look_number"),
            # Lists alone: a look at one person has nobody in it. The waiting list is short, for it is read through.
            GinIndex(
                fields=["people"],
                condition=models.Q(person__isnull=True),
                gin_pending_list_limit=256,
                name="look_in_lists",
            ),
        ]
