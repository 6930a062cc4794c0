"""What exists: who supervises whom and their notes; what a team noticed and will try; what a worker tells of their own
story."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import Person, Place, Team


class Supervision(Guarded):
    """Two workers who meet to think about the work of one of them. Everybody's, whatever they are called."""

    part = "supervision"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    #: Whose work it is about, and who listens.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    supervisor_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("accepted", model="supervision"),
            who_and_when("ended", model="supervision"),
            models.CheckConstraint(condition=~Q(supervisor=F("person")), name="supervision_takes_two"),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | Q(accepted_by=F("supervisor")),
                name="supervision_accepted_by_them",
            ),
            models.UniqueConstraint(
                fields=["person", "supervisor"], condition=Q(ended_at__isnull=True), name="supervision_once"
            ),
        ]


class SupervisionNote(Guarded):
    """What one of the two wrote down. Only the two see it: no lead, no organisation."""

    part = "supervision"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="+")
    words = SealedTextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["supervision", "-written_at"], name="supervision_note_of")]


class Noticed(Guarded):
    """What somebody in a team noticed about how we work, and what we will try; later, what came of it. It names nobody,
    and reading it is nobody's look."""

    part = "learning"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    noticed = SealedTextField()
    will_try = SealedTextField()
    look_again = models.DateField(null=True)
    written_at = models.DateTimeField()
    came_of_it = SealedTextField()
    looked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    looked_by_name = models.CharField(max_length=120, blank=True)
    looked_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [who_and_when("looked", model="noticed")]
        indexes: ClassVar = [models.Index(fields=["team", "-written_at"], name="noticed_in_team")]


class ForWhom(models.TextChoices):
    """Who may read what a worker tells of themselves."""

    PEOPLE = "people", _("The people I hold, and my team")
    TEAM = "team", _("My team alone")


class OfMyself(Guarded):
    """A part of a worker's own story that they choose to tell; taken back at any time."""

    part = "what they tell of themselves"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = SealedTextField()
    for_whom = models.CharField(max_length=10, choices=ForWhom)
    written_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [who_and_when("taken_back", model="of_myself")]
        indexes: ClassVar = [models.Index(fields=["person", "written_at"], name="of_myself_of")]
