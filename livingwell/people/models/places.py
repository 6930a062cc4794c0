"""A place, and what it is made of: organisations, teams, crisis lines, bank holidays, which area goes to which team."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.ids import new_id


class Jurisdiction(models.TextChoices):
    """Whose law holds here: it decides wording, and which crisis help is shown where a place has added none."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")


#: How a coordinator of a support (a role) is named where a coordinator in a team (a membership) is named too.
SUPPORT_COORDINATOR = "support_coordinator"


def everybody_who_works() -> list[str]:
    """Who is asked for a second step unless a place says otherwise: every kind of worker, and whoever has a role that
    sees more than its own. Never a person looking for support: they are neither."""
    from livingwell.people.models.belonging import MembershipKind, RoleKind

    roles = (RoleKind.PRIVACY_LEAD, RoleKind.COMMISSIONER, RoleKind.PLACE_LEAD, RoleKind.SAFEGUARDING_LEAD)
    return [*MembershipKind.values, *(role.value for role in roles)]


class Place(models.Model):
    """One Living Well system. `promise_days` are working days until somebody is in touch."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    welcome = models.TextField(blank=True)
    jurisdiction = models.CharField(max_length=20, choices=Jurisdiction)
    time_zone = models.CharField(max_length=40, default="Europe/London")
    promise_days = models.PositiveSmallIntegerField(default=2)
    reads_when = models.CharField(max_length=200, blank=True)
    under_16_route = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    #: The place's own prompts for a first conversation, a line each; none of them has to be answered.
    prompts = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    opened_at = models.DateTimeField()
    #: Who signs in with a second step: kinds of workers and roles. They have `second_step_within` days to set one up,
    #: from the day they joined or, if later, from the day this was asked.
    second_step_asked_of = ArrayField(models.CharField(max_length=20), default=everybody_who_works, blank=True)
    second_step_within = models.PositiveSmallIntegerField(default=14)
    second_step_asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(second_step_within__range=(0, 60)), name="place_second_step_in_reason"
            ),
            models.CheckConstraint(condition=models.Q(promise_days__range=(1, 20)), name="place_promise_in_reason"),
        ]

    def __str__(self) -> str:
        return self.name


class BankHoliday(models.Model):
    """A day on which nobody reads."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    day = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "day"], name="bank_holiday_once")]


class CrisisLine(models.Model):
    """Somewhere to turn at once. `number` is shown as written; `text` is a number to send a text message to."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=80, blank=True)
    when = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]


class Organisation(models.Model):
    """An organisation whose workers belong to the place's teams."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "name"], name="organisation_name_once")]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of workers from many organisations. While it is open somebody is on duty for it (see `Duty`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "name"], name="team_name_once"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(closed_at__gt=models.F("opened_at")),
                name="team_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoutingArea(models.Model):
    """Which team introductions from an area go to: the longest matching `postcode_prefix` wins; '' is everywhere. It is
    written in capital letters and digits alone, so that the areas of a postcode are found by its beginnings."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    postcode_prefix = models.CharField(max_length=8, blank=True)
    team = models.ForeignKey(Team, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "postcode_prefix"], name="area_goes_once"),
            models.CheckConstraint(
                condition=models.Q(postcode_prefix__regex=r"^[A-Z0-9]*$"), name="area_written_tidily"
            ),
        ]
