"""What exists: worries about somebody, what was decided about each and why, what the person was told; visits."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place, Team


class AboutWhom(models.TextChoices):
    """Whose law it is: an adult's or a child's."""

    ADULT = "adult", _("An adult")
    CHILD = "child", _("A child, or somebody under 18")


class DoTheyKnow(models.TextChoices):
    """Whether the person it is about knows that somebody tells us."""

    YES = "yes", _("Yes, they know")
    NOT_YET = "not_yet", _("Not yet")
    UNSAFE = "unsafe", _("No. It would not be safe to tell them")


class Worry(Guarded):
    """Somebody worries that another is being hurt, or is in danger. It is about that person and never shown as theirs:
    nothing of it stands on their pages, nor among who has looked, until a safeguarding lead has told them (`ToldThem`).
    Its words are sealed under a key of its own: the law keeps them when a person's own words are destroyed."""

    part = "worry"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    whom = models.CharField(max_length=10, choices=AboutWhom)
    #: The person as we know them, where whoever raised it came from their page.
    about = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    called = SealedTextField(owner="id")
    words = SealedTextField(owner="id")
    they_know = models.CharField(max_length=10, choices=DoTheyKnow)
    why_not = SealedTextField(owner="id")
    #: Who tells us, and how to reach them; somebody without an account may leave both out.
    teller = SealedTextField(owner="id")
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    #: When the leads were last sent a message that it waits.
    called_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_by_name = models.CharField(max_length=120, blank=True)
    taken_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            # Raised by nobody we know is raised all the same: a who is not asked for here, only a when.
            models.CheckConstraint(
                condition=Q(raised_at__isnull=False) | Q(raised_by__isnull=True), name="worry_raised_who_and_when"
            ),
            who_and_when("taken", model="worry"),
            who_and_when("closed", model="worry"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(taken_at__isnull=False), name="worry_taken_before_closed"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "closed_at", "-raised_at"], name="worry_in_place"),
            models.Index(fields=["raised_at"], condition=Q(taken_at__isnull=True), name="worry_untaken"),
        ]


class EntryKind(models.TextChoices):
    """What was done about a worry; each with its reason."""

    SPOKE = "spoke", _("Spoke with somebody")
    DECIDED = "decided", _("Decided")
    PASSED_ON = "passed_on", _("Told the council or the police")
    CLOSED = "closed", _("Closed")
    READ = "read", _("Read it")


class WorryEntry(Guarded):
    """One thing that was done or decided about a worry, and why; or that somebody read it. Changed by nobody."""

    part = "worry"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    worry = models.ForeignKey(Worry, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=EntryKind)
    words = SealedTextField(owner="worry_id")
    why = SealedTextField(owner="worry_id")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["worry", "written_at"], name="worry_entry_of")]


class ToldThem(Guarded):
    """The person a worry is about was told of it, by a safeguarding lead, once that was safe; in words for them."""

    part = "a worry about them"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    worry = models.ForeignKey(Worry, models.PROTECT, related_name="+")
    words = SealedTextField()
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_by_name = models.CharField(max_length=120)
    told_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        pass


class Visit(Guarded):
    """A worker is out alone: where, with whom, and until when. Where and with whom are forgotten once they are back."""

    part = "visits"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    #: The worker.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    worker_name = models.CharField(max_length=120)
    where = SealedTextField()
    with_whom = SealedTextField()
    #: Their own telephone while they are out.
    phone = SealedTextField()
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    back_by_name = models.CharField(max_length=120, blank=True)
    back_at = models.DateTimeField(null=True)
    #: When whoever is on duty was last sent a message that they are overdue.
    called_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("back", model="visit"),
            models.CheckConstraint(condition=Q(until__gt=F("began_at")), name="visit_until_after_beginning"),
            models.UniqueConstraint(fields=["person"], condition=Q(back_at__isnull=True), name="visit_one_at_a_time"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=Q(back_at__isnull=True), name="visit_out_until"),
            models.Index(fields=["team", "-until"], name="visit_of_team"),
        ]
