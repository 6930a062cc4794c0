"""What can be asked about holding?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from livingwell.kit.permission.rules import rule_for
from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Duty, DutyYes, Membership, Organisation, Person
from livingwell.practice.holding.models import UNANSWERED, Ending, Handover, Hold, Journey
from livingwell.practice.holding.rules import still_offered


def open_journey_of(person_id: UUID, viewer: Viewer) -> Journey | None:
    """The person's open journey, if `viewer` may see it."""
    found: Journey | None = (
        Journey.objects.visible_to(viewer).with_reason().filter(person_id=person_id, closed_at=None).first()
    )
    return found


def current_hold(journey: Journey, viewer: Viewer) -> Hold | None:
    """Who holds the journey now, as far as `viewer` may see, with ``holder_name`` and the team."""
    found: Hold | None = named_holds(viewer).filter(journey_id=journey.pk, ended_at=None).first()
    return found


def named_holds(viewer: Viewer) -> QuerySet[Hold]:
    """Holds that `viewer` may see, each with ``holder_name``, the name its holder works by, and its team."""
    return Hold.objects.visible_to(viewer).select_related("team").annotate(holder_name=working_name_of("holder_id"))


def working_name_of(person: str) -> Coalesce:
    """An expression: the name by which the worker whose id is in the column `person` works here, now or last."""
    names = Membership.objects.filter(person_id=OuterRef(person)).order_by(F("ended_at").desc(nulls_first=True))
    return Coalesce(Subquery(names.values("known_as")[:1]), Value(""), output_field=CharField())


def holds_of(journey: Journey) -> list[Any]:
    """Everybody who has held the journey, the latest first, each with ``holder_name`` and ``team_name``; nothing for
    whom the database does not let in by the hold there is now."""
    return list(
        Hold.unguarded.raw(
            "select h.*, t.name as team_name, coalesce((select m.known_as from people_membership m"
            " where m.person_id = h.holder_id order by m.ended_at desc nulls first limit 1), '') as holder_name"
            " from gate.holds_of(%s) h join people_team t on t.id = h.team_id order by h.began_at desc limit 100",
            [journey.pk],
        )
    )


def working_name(person_id: UUID, team_id: UUID | None = None) -> str:
    """The name somebody works by (in that team, now or last), '' for somebody who has never worked here."""
    names = Membership.objects.filter(person_id=person_id).order_by("-began_at")
    if team_id is not None:
        names = names.filter(team_id=team_id)
    return names.values_list("known_as", flat=True).first() or ""


def on_duty(team_id: UUID) -> Duty:
    """Whose turn of duty it is; there always is one."""
    return Duty.objects.select_related("team").get(team_id=team_id, ended_at=None)


def open_offer(journey: Journey, viewer: Viewer) -> Handover | None:
    """The offer to hold this journey that has no answer yet, with ``may_withdraw_handover``."""
    found: Handover | None = (
        Handover.objects.visible_to(viewer)
        .may("withdraw_handover", "accept_handover")
        .filter(UNANSWERED, journey_id=journey.pk)
        .order_by("offered_at")
        .first()
    )
    return found


@said_once
def offers_of(viewer: Viewer, lately: datetime) -> Any:
    """What `viewer` has been asked to hold and has not answered; and what they asked a colleague to hold who said no
    since `lately`, as long as they hold it and ask nobody else. Each with ``person_name``."""
    hold = Hold.unguarded.filter(journey_id=OuterRef("journey_id"), holder_id=viewer.id, ended_at=None)
    newer = Handover.unguarded.filter(journey_id=OuterRef("journey_id"), offered_at__gt=OuterRef("offered_at"))
    noes = Q(offered_by_id=viewer.id, declined_at__gt=lately) & Q(Exists(hold)) & ~Q(Exists(newer))
    return (
        Handover.objects.visible_to(viewer)
        .filter(still_offered.q(viewer) & Q(to_id=viewer.id) | noes)
        .annotate(person_name=F("person__name"))
        .order_by("offered_at")[:50]
    )


def ending_under_way(journey: Journey, viewer: Viewer) -> Ending | None:
    """The ending that was proposed and waits for a second worker."""
    found: Ending | None = (
        Ending.objects.visible_to(viewer)
        .may("second_ending", "undo_ending")
        .filter(journey_id=journey.pk, undone_at=None)
        .first()
    )
    return found


@dataclass(frozen=True)
class Worker:
    """Somebody who works in a team, as a team page shows them."""

    membership: Membership
    on_duty: bool
    said_yes: bool


def workers_of(team_id: UUID) -> list[Worker]:
    """Who works in the team now, whoever is on duty first."""
    memberships = list(
        Membership.objects.filter(team_id=team_id, ended_at=None).select_related("organisation").order_by("known_as")
    )
    duty = Duty.objects.filter(team_id=team_id, ended_at=None).values_list("person_id", flat=True).first()
    yeses = set(DutyYes.objects.filter(team_id=team_id, ended_at=None).values_list("person_id", flat=True))
    found = [Worker(m, m.person_id == duty, m.person_id in yeses) for m in memberships]
    return sorted(found, key=lambda worker: not worker.on_duty)


def whose_leaving_may_be_said(team_id: UUID, viewer: Viewer) -> set[UUID]:
    """The memberships of the team whose end `viewer` may say: their own, or each for whoever leads."""
    may = rule_for(Membership, "leave_team").q(viewer)
    return set(Membership.objects.filter(may, team_id=team_id, ended_at=None).values_list("pk", flat=True))


def who_would_hold(membership: Membership) -> str:
    """Who would hold what a leaver holds: whoever is on duty, or would be once they have left. '' for nobody."""
    duty = on_duty(membership.team_id)
    if duty.person_id != membership.person_id:
        return working_name(duty.person_id, membership.team_id)
    working_here = Membership.objects.filter(team_id=membership.team_id, ended_at=None).values("person_id")
    next_yes = (
        DutyYes.objects.filter(team_id=membership.team_id, ended_at=None, person_id__in=working_here)
        .exclude(person_id=membership.person_id)
        .order_by("said_at", "pk")
        .values_list("person_id", flat=True)
        .first()
    )
    if next_yes is not None:
        return working_name(next_yes, membership.team_id)
    standing_in = (
        Duty.objects.filter(place_id=membership.place_id, ended_at=None)
        .exclude(team_id=membership.team_id)
        .exclude(person_id=membership.person_id)
        .order_by("began_at", "pk")
        .values_list("person_id", flat=True)
        .first()
    )
    return working_name(standing_in) if standing_in else ""


def colleagues_to_ask(journey: Journey, hold: Hold) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whoever could be asked to hold: every worker of the place but the holder, by team, for a form's choices.

    Never the person whose journey it is, though they may work here too.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    rows = (
        Membership.objects.filter(place_id=journey.place_id, ended_at=None, team__closed_at=None)
        .exclude(person_id__in=[hold.holder_id, journey.person_id])
        .select_related("team")
        .order_by("team__name", "known_as")[:500]
    )
    for membership in sorted(rows, key=lambda m: m.team_id != hold.team_id):
        label = f"{membership.known_as}, {membership.get_kind_display()}"
        groups.setdefault(membership.team.name, []).append((str(membership.pk), label))
    return list(groups.items())


@dataclass(frozen=True)
class Found:
    """One person found by name: their journey and who holds it, where the viewer may see them."""

    person: Person
    journey: Journey | None
    hold: Hold | None

    @property
    def offered(self) -> bool:
        """They are seen because the viewer was asked to hold their journey."""
        return "offered" in getattr(self.person, "let_in_by", "")


def find_person(words: str, viewer: Viewer, at_most: int = 25) -> list[Found]:
    """People whose name is near `words`, typos and accents and all, among those `viewer` may see; the nearest first."""
    if not words.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("select person from gate.find_person(%s, %s)", [words, at_most])
        ids = [row[0] for row in cursor.fetchall()]
    if not ids:
        return []
    people = {p.pk: p for p in Person.objects.visible_to(viewer).with_reason().filter(pk__in=ids)}
    journeys = {j.person_id: j for j in Journey.objects.visible_to(viewer).filter(person_id__in=ids, closed_at=None)}
    holds = {h.person_id: h for h in named_holds(viewer).filter(person_id__in=ids, ended_at=None)}
    return [Found(people[pk], journeys.get(pk), holds.get(pk)) for pk in ids if pk in people]


def organisations_with_workers(place_id: UUID) -> list[tuple[Organisation, list[Membership]]]:
    """The organisations of a place that have not left, each with its workers' memberships."""
    organisations = list(Organisation.objects.filter(place_id=place_id, left_at=None).order_by("name"))
    by_organisation: dict[UUID, list[Membership]] = {o.pk: [] for o in organisations}
    for membership in memberships_from(organisations):
        by_organisation[membership.organisation_id].append(membership)
    return [(o, by_organisation[o.pk]) for o in organisations]


def memberships_from(organisations: Iterable[Organisation]) -> QuerySet[Membership]:
    """The memberships that exist now through these organisations."""
    return (
        Membership.objects.filter(organisation_id__in=[o.pk for o in organisations], ended_at=None)
        .select_related("team")
        .order_by("known_as", "team__name")
    )


@dataclass(frozen=True)
class SaidEnding:
    """An ending; whose it is, where that is still open to the viewer; and by what name the second worker goes."""

    ending: Ending
    name: str
    second: str


def endings_said_by(viewer: Viewer) -> list[SaidEnding]:
    """The endings `viewer` said or agreed to, the latest first."""
    endings = list(
        Ending.objects.visible_to(viewer)
        .filter(Q(said_by_id=viewer.id) | Q(seconded_by_id=viewer.id))
        .exclude(person_id=viewer.id)
        .may("undo_ending")
        .order_by("-said_at")[:50]
    )
    people = Person.objects.visible_to(viewer).filter(pk__in=[ending.person_id for ending in endings]).only("name")
    names = {person.pk: person.name for person in people}
    seconded = [ending.seconded_by_id for ending in endings if ending.seconded_by_id]
    workers = dict(Membership.objects.filter(person_id__in=seconded).values_list("person_id", "known_as"))
    return [SaidEnding(one, names.get(one.person_id, ""), workers.get(one.seconded_by_id, "")) for one in endings]
