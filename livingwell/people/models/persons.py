"""A person: somebody looking for support, or anyone at all."""

from typing import ClassVar, Literal

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.people.models.places import Place


class SafeToContact(models.TextChoices):
    """Whether a message may be left or a letter sent. Until somebody says yes, it is not safe."""

    UNSAID = "unsaid", _("Not said")
    YES = "yes", _("Yes, it is safe")
    ONLY_THEM = "only_them", _("Only if I answer myself")
    NO = "no", _("No, please do not")


def found_by(what: Literal["phone", "email", "nhs_number"], said: str) -> bytes | None:
    """The keyed hash that stands beside the sealed one, by which somebody is found; None where nothing is said. An
    address is the same address in small and capital letters."""
    return keyed_hash(what, said.lower()) if said else None


class Person(Guarded):
    """How somebody is called and reached. Their name and birth year can be searched; the rest is sealed."""

    part = "how to reach them"
    subject = "id"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(null=True)
    phone = SealedTextField(owner="id", for_people=False)
    phone_hash = models.BinaryField(null=True, max_length=32)
    email = SealedTextField(owner="id", for_people=False)
    email_hash = models.BinaryField(null=True, max_length=32)
    nhs_number = SealedTextField(owner="id", for_people=False)
    nhs_number_hash = models.BinaryField(null=True, max_length=32)
    #: In their own words: a phone at a hub, a friend's number, "catch me at the allotment".
    reach = SealedTextField(owner="id")
    #: Language, access, what makes a meeting easier.
    needs = SealedTextField(owner="id")
    safe_to_leave_message = models.CharField(max_length=10, choices=SafeToContact, default=SafeToContact.UNSAID)
    safe_to_write = models.CharField(max_length=10, choices=SafeToContact, default=SafeToContact.UNSAID)
    arrived_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True) | models.Q(birth_year__range=(1890, 2100)),
                name="person_birth_year_real",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "phone_hash"], name="person_phone"),
            models.Index(fields=["place", "email_hash"], name="person_email"),
            models.Index(fields=["place", "nhs_number_hash"], name="person_nhs_number"),
            # Who may be the same: a name like this one, born in the same year. An index of names alone would read all
            # the Roses of the place.
            GistIndex(
                fields=["place", "birth_year", "name"],
                opclasses=["gist_uuid_ops", "gist_int2_ops", "gist_trgm_ops (siglen=64)"],
                name="person_alike",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def reach_by(self, *, phone: str = "", email: str = "", nhs_number: str = "") -> None:
        """Set what is given, sealed, with its keyed hash beside it. `phone` is E.164, `nhs_number` ten digits."""
        if phone:
            self.phone, self.phone_hash = phone, found_by("phone", phone)
        if email:
            self.email, self.email_hash = email, found_by("email", email)
        if nhs_number:
            self.nhs_number, self.nhs_number_hash = nhs_number, found_by("nhs_number", nhs_number)
