"""What exists: copies of everything that is somebody's, sealed and soon gone; on what ground and for how long things
are kept; what somebody asks of those who keep them; and what is destroyed."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.ids import new_id
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedBytesField, SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Organisation, Person, Place


class WholeCopy(Guarded):
    """A copy of everything that is somebody's, as one zip in sealed slices. It is made piece by piece, can be fetched
    for a day, and is then gone."""

    part = "a copy of what is theirs"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    #: How many pieces there are, and how many are done; none are known before the words have been gathered.
    pieces = models.PositiveIntegerField(default=0)
    pieces_done = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    slices = models.PositiveIntegerField(default=0)
    #: What is in the zip so far, and which files are still to come (see `zipping.py`).
    so_far = SealedTextField(for_people=False)
    ready_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(pieces_done__lte=models.F("pieces")), name="copy_no_more_than_all_pieces"
            ),
            # Two windows that ask at once get one copy.
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(gone_at__isnull=True), name="copy_one_at_a_time"
            ),
        ]


class CopySlice(models.Model):
    """A slice of a copy, sealed by itself with the key of whose it is."""

    SIZE: ClassVar[int] = 256 * 1024

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    copy = models.ForeignKey(WholeCopy, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = SealedBytesField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["copy", "number"], name="copy_slice_once_a_number")]


class Kept(models.TextChoices):
    """Kinds of things that are kept, as a place says for how long."""

    CARE = "care", _("What was said when we met, and what the team wrote")
    JOURNEY = "journey", _("How you came, who was there for you, and when")
    OWN = "own", _("Your own story, plan and staying safe")
    LOOKS = "looks", _("Who has looked")


class KeepingTime(models.Model):
    """For how long a place keeps one kind of thing, counted from the last time somebody was with the person. The latest
    row counts; those before it stay, so that anybody can see what was said when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=Kept)
    years = models.PositiveSmallIntegerField()
    #: The law, or the code of practice, that says so.
    because = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(years__range=(1, 100)), name="keeping_time_in_reason")
        ]
        indexes: ClassVar = [models.Index(fields=["place", "what", "-set_at"], name="keeping_time_now")]


class Ground(models.TextChoices):
    """Lawful bases of the UK GDPR's Article 6 that such a place works on. A share is none of them."""

    PUBLIC_TASK = "public_task", _("It does work that the law gives it. (Article 6(1)(e), a public task.)")
    LEGITIMATE = "legitimate", _("It has a good reason, and has weighed it against your rights. (Article 6(1)(f).)")
    LEGAL_DUTY = "legal_duty", _("The law says it must. (Article 6(1)(c).)")


class Condition(models.TextChoices):
    """Conditions of Article 9 for what is about health."""

    CARE = "care", _("It gives health or social care. (Article 9(2)(h).)")
    PROTECTION = "protection", _("The law of social care asks for it. (Article 9(2)(b).)")
    CHARITY = "charity", _("It is a charity, and keeps it to those it is there for. (Article 9(2)(d).)")
    PUBLIC_INTEREST = "public_interest", _("It keeps people safe. (Article 9(2)(g).)")


class Basis(models.Model):
    """On what ground in law one organisation keeps what its workers do here. The latest row counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground)
    condition = models.CharField(max_length=20, choices=Condition)
    #: Whom to ask there: a name or an office, and how to reach it.
    contact = models.CharField(max_length=200, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "-set_at"], name="basis_now")]


class LegalHold(Guarded):
    """Nothing of this person's may be destroyed for now: a court, an inquiry or a complaint needs it."""

    part = "what is kept by law"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    because = SealedTextField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("ended", model="legal_hold"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="legal_hold_once"
            ),
        ]


class Right(models.TextChoices):
    """What somebody asks of those who keep things about them."""

    COPY = "copy", _("To have a copy of what you keep about me")
    MEND = "mend", _("To have something put right")
    DESTROY = "destroy", _("To have my words destroyed")
    STOP = "stop", _("To have you stop using something")


#: The same, said of the person by whoever enters or answers it.
ASKED_OF_US = {
    Right.COPY: _("A copy of what we keep about them"),
    Right.MEND: _("To have something put right"),
    Right.DESTROY: _("To have their words destroyed"),
    Right.STOP: _("That we stop using something"),
}


class Answer(models.TextChoices):
    """What came of a request."""

    DONE = "done", _("Done")
    PARTLY = "partly", _("Done in part")
    NOT_DONE = "not_done", _("Not done")


class Request(Guarded):
    """Somebody asked for one of their rights: there is a month to answer, and one worker who answers."""

    part = "what they asked of us"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: As they were called that day: the privacy lead may not look them up.
    person_name = models.CharField(max_length=120)
    right = models.CharField(max_length=10, choices=Right)
    words = SealedTextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    channel = models.CharField(max_length=20, blank=True)
    #: The day it came, from which the month counts, where somebody entered it later; None where it was asked here.
    came_on = models.DateField(null=True)
    #: By the law: a month, and three where it is a lot and the person was told why within the first.
    due = models.DateField()
    longer_because = SealedTextField()
    longer_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    longer_at = models.DateTimeField(null=True)
    #: Their copy, where one was made to answer with.
    copy = models.ForeignKey(WholeCopy, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_words = SealedTextField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_by_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    @property
    def asked_of_us(self) -> Any:
        """What they ask, as those who answer say it."""
        return ASKED_OF_US[Right(self.right)]

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("longer", model="request"),
            who_and_when("answered", model="request"),
            models.CheckConstraint(
                condition=models.Q(came_on__isnull=True) | models.Q(came_on__lt=models.F("due")),
                name="request_came_before_it_is_due",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="request_answered_with_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "due"], condition=models.Q(answered_at__isnull=True), name="request_waiting"),
            models.Index(fields=["person", "-asked_at"], name="request_of"),
        ]


class Goes(models.TextChoices):
    """What is destroyed: the person's own words, or all there is."""

    OWN = "own", _("Their own words: story, plan and staying safe")
    ALL = "all", _("Everything: all words, their name and how to reach them")


class Stopped(models.TextChoices):
    """Why something is not destroyed after all, where nobody had to say so."""

    HOLD = "hold", _("A legal hold began.")
    JOURNEY = "journey", _("They came back.")


#: Between the second name and the destroying. Either of the two, or the person, can take it back until then.
WAITS = timedelta(days=7)


class Destruction(Guarded):
    """Something of somebody's is to be destroyed: because they asked for it (`request`), or because its keeping time
    has passed. One worker proposes it, another person agrees, and a week later it is done, once and for good."""

    part = "what is destroyed"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    #: As they were called; empty once everything is destroyed.
    person_name = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=10, choices=Goes)
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="+")
    #: The day their last journey closed, where there was one.
    last_met = models.DateField(null=True)
    found_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=120, blank=True)
    proposed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_by_name = models.CharField(max_length=120, blank=True)
    agreed_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_back_by_name = models.CharField(max_length=120, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=10, choices=Stopped, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("proposed", model="destruction"),
            who_and_when("agreed", model="destruction"),
            who_and_when("taken_back", model="destruction"),
            models.CheckConstraint(
                condition=models.Q(agreed_at__isnull=True)
                | models.Q(proposed_at__isnull=False) & ~models.Q(agreed_by=models.F("proposed_by")),
                name="destruction_two_names",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True)
                | models.Q(
                    agreed_at__lte=models.F("done_at") - WAITS, taken_back_at__isnull=True, stopped_at__isnull=True
                ),
                name="destruction_waits",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(taken_back_at__isnull=True, stopped_at__isnull=True, done_at__isnull=True),
                name="destruction_one_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "-found_at"], name="destruction_here")]

    @property
    def due_at(self) -> Any:
        """When it is done, where two have said so."""
        return self.agreed_at + WAITS if self.agreed_at else None

    @property
    def stands(self) -> bool:
        """Whether it is still to be: not done, not taken back, not stopped."""
        return self.done_at is None and self.taken_back_at is None and self.stopped_at is None
