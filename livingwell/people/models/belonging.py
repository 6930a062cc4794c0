"""Who works where, and who has which role: rows that begin and end."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.ids import new_id
from livingwell.kit.state import ends_after_beginning, who_and_when
from livingwell.people.models.persons import Person
from livingwell.people.models.places import Organisation, Place, Team


class MembershipKind(models.TextChoices):
    """What somebody does in a team, in the words they would use themselves."""

    PEER = "peer", _("Peer worker")
    SUPPORT = "support", _("Support worker")
    NURSE = "nurse", _("Nurse")
    SOCIAL = "social", _("Social worker")
    THERAPIST = "therapist", _("Occupational therapist")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    COORDINATOR = "coordinator", _("Coordinator")
    LEAD = "lead", _("Team lead")


class Membership(models.Model):
    """A worker in a team, for an organisation, under the name they work by. Their own journey is another matter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    known_as = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=MembershipKind)
    began_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            who_and_when("ended", model="membership"),
            ends_after_beginning(model="membership"),
            models.UniqueConstraint(
                fields=["person", "team"], condition=models.Q(ended_at__isnull=True), name="membership_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["team"], condition=models.Q(ended_at__isnull=True), name="membership_now"),
        ]

    def __str__(self) -> str:
        return self.known_as


class RoleKind(models.TextChoices):
    """What somebody answers for in a place, beside or without working in a team."""

    PRIVACY_LEAD = "privacy_lead", _("Privacy lead")
    COMMISSIONER = "commissioner", _("Commissioner")
    COORDINATOR = "coordinator", _("Coordinator of a support")
    PLACE_LEAD = "place_lead", _("Lead of the place")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")


class Role(models.Model):
    """A role somebody has in a place, from when until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=RoleKind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            who_and_when("ended", model="role"),
            ends_after_beginning(model="role"),
            models.UniqueConstraint(
                fields=["person", "place", "kind"], condition=models.Q(ended_at__isnull=True), name="role_once"
            ),
        ]
