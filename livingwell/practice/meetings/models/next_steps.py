"""What happens next: by whom, by when, and whether it has been kept."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.models.meetings import Meeting

#: Promised, and neither kept nor let go.
NOT_DONE = Q(kept_at=None, let_go_at=None)


class NextStep(Guarded):
    """Something somebody will do, by a day. `promiser` is empty where a friend or another support promised it: the
    name says who."""

    part = "what happens next"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    #: The meeting it was agreed at, if at one.
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    words = SealedTextField()
    promiser = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    promiser_name = models.CharField(max_length=120)
    due = models.DateField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    kept_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField(null=True)
    let_go_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    let_go_at = models.DateTimeField(null=True)
    let_go_words = SealedTextField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("kept", model="next_step"),
            who_and_when("let_go", model="next_step"),
            models.CheckConstraint(
                condition=Q(kept_at__isnull=True) | Q(let_go_at__isnull=True), name="next_step_one_end"
            ),
            models.CheckConstraint(condition=~Q(promiser_name=""), name="next_step_has_a_name"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "due"], condition=Q(kept_at__isnull=True, let_go_at__isnull=True), name="next_step_of"
            ),
            models.Index(
                fields=["promiser", "due"],
                condition=Q(kept_at__isnull=True, let_go_at__isnull=True),
                name="next_step_promised",
            ),
            models.Index(fields=["meeting"], name="next_step_of_meeting"),
        ]
