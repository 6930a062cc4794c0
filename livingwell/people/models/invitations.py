"""How somebody comes to have an account: an invitation to a team, or a code given in hand."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.ids import new_id
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models.belonging import MembershipKind
from livingwell.people.models.persons import Person
from livingwell.people.models.places import Organisation, Place, Team


class Invitation(Guarded):
    """A worker asked to join a team. The code is kept as a keyed hash; where it was sent is sealed under a key of the
    invitation's own, and emptied once it has been answered or taken back."""

    part = "invitation"
    subject = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=MembershipKind)
    #: What whoever invited calls them; they say themselves how they want to be called.
    name = models.CharField(max_length=120)
    email = SealedTextField(owner="id")
    phone = SealedTextField(owner="id")
    code_hash = models.BinaryField(max_length=32, unique=True)
    #: Empty where an operator invited.
    inviter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    inviter_name = models.CharField(max_length=120, blank=True)
    invited_at = models.DateTimeField()
    until = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("accepted", model="invitation"),
            who_and_when("withdrawn", model="invitation"),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="invitation_one_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("invited_at")), name="invitation_ends_after_it_began"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["team", "-invited_at"], name="invitation_of_team")]


class CodeKind(models.TextChoices):
    """What a code of words is for."""

    IN_HAND = "in_hand", _("a code given in hand, for the first time")
    KEPT = "kept", _("a code kept to come back with")


class SignInCode(models.Model):
    """A code of words by which a person signs in, kept as a keyed hash.

    In hand: given by a worker, used once, within its days. Kept: made by the person themselves, used as often as they
    like until they replace it; it is the way in for somebody with neither an email address nor a phone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CodeKind)
    code_hash = models.BinaryField(max_length=32, unique=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=120)
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            who_and_when("used", model="sign_in_code"),
            who_and_when("ended", model="sign_in_code"),
            models.CheckConstraint(
                condition=models.Q(kind=CodeKind.KEPT, until__isnull=True, given_by=models.F("person"))
                | models.Q(kind=CodeKind.IN_HAND, until__gt=models.F("given_at")),
                name="sign_in_code_in_hand_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(used_by__isnull=True) | models.Q(used_by=models.F("person")),
                name="sign_in_code_used_by_them",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(used_at__isnull=True, ended_at__isnull=True),
                name="sign_in_code_one_at_a_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-given_at"], name="sign_in_code_of")]
