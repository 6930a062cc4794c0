"""A copy of the plan that the person agreed to give to their GP: what was in it, to whom, and how it went."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.people.models import Person, Place
from livingwell.practice.plan.models.plan import Plan


class HowGiven(models.TextChoices):
    """How it reaches the practice. The platform itself sends an email, and nothing else."""

    HAND = "hand", _("I print it or download it, and take it there")
    POST = "post", _("My team prints it and posts it")
    EMAIL = "email", _("Email it to the practice now")


class GpCopy(Guarded):
    """What was agreed to and given. It stays as it was, whatever becomes of the plan."""

    part = "plan"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    practice = SealedTextField()
    email = SealedTextField()
    how = models.CharField(max_length=10, choices=HowGiven)
    #: The facts its pages are set from, as JSON.
    document = SealedTextField(for_people=False)
    #: Whose hand it was: the person's own, or a worker's who entered what the person said by `channel`.
    agreed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreed_by_name = models.CharField(max_length=120)
    agreed_at = models.DateTimeField()
    channel = models.CharField(max_length=20, blank=True)

    class Meta(Guarded.Meta):
        indexes: ClassVar = [models.Index(fields=["person", "-agreed_at"], name="gp_copy_of")]
