"""What can be asked at the front door?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import By, Viewer
from livingwell.people.models import Membership, Person, Place
from livingwell.practice.circle.models import THEIR_OWN, Share
from livingwell.practice.frontdoor.drafts import FRONT_DOOR, code_hash
from livingwell.practice.frontdoor.models import Addition, Introducer, Introduction, ReturningCode, Telling
from livingwell.practice.holding.models import Hold, Journey
from livingwell.practice.meetings.models import Meeting, NextStep
from livingwell.practice.meetings.reads import next_meeting, what_happens_next


@dataclass(frozen=True)
class Standing:
    """Where somebody stands, for themselves: read with their own returning code, so it is nobody's look."""

    person: Person
    by: By
    introductions: list[Introduction]
    introducer: Introducer | None
    additions: list[Addition]
    journey: Journey | None
    holder: str
    team: Any
    shares: list[Share]

    @property
    def latest(self) -> Introduction:
        return self.introductions[0]


def person_of_code(place: Place, code: str) -> Person | None:
    """Whose returning words these are, if anybody's in this place."""
    with speaking(FRONT_DOOR):
        found = ReturningCode.objects.filter(place=place, code_hash=code_hash(code), ended_at=None).first()
        return Person.unguarded.filter(pk=found.person_id).first() if found else None


def introducer_of_code(place: Place, code: str) -> Introducer | None:
    """Whose words these are, where they introduced somebody else."""
    with speaking(FRONT_DOOR):
        found: Introducer | None = (
            Introducer.unguarded.filter(place=place, code_hash=code_hash(code)).select_related("introduction").first()
        )
        return found


def themselves(viewer: Viewer) -> Person | None:
    """The person who is signed in."""
    return Person.objects.visible_to(viewer).filter(pk=viewer.id).first()


def standing(person: Person, by: By) -> Standing:
    """Everything the person's own page shows. `by` is how they act: signed in, or by the code they hold."""
    with speaking(FRONT_DOOR):
        introductions = list(Introduction.unguarded.filter(person=person).order_by("-sent_at")[:20])
        journey = Journey.unguarded.filter(person=person, closed_at=None).first()
        hold = Hold.unguarded.filter(journey=journey, ended_at=None).select_related("team").first() if journey else None
        return Standing(
            person=person,
            by=by,
            introductions=introductions,
            introducer=Introducer.unguarded.filter(person=person, telling=Telling.OPEN).order_by("-sent_at").first(),
            additions=list(Addition.unguarded.filter(person=person).order_by("added_at")[:100]),
            journey=journey,
            holder=_works_as(hold.holder_id, hold.team_id) if hold else "",
            team=hold.team if hold else None,
            shares=list(
                Share.unguarded.filter(
                    person=person, ended_at=None, until__gt=clock.now(), what__in=THEIR_OWN
                ).order_by("given_at")
            ),
        )


@dataclass(frozen=True)
class ComingUp:
    """What is ahead for somebody, for themselves: the next meeting, and who has promised what by when."""

    meeting: Meeting | None
    steps: list[NextStep]


def coming_up(person: Person) -> ComingUp:
    """Asked as the person themselves, on the front door's errand: with a returning code nobody is signed in."""
    they = Viewer(person.pk, person.name, person.place_id)
    with speaking(FRONT_DOOR):
        return ComingUp(
            next_meeting([person.pk], they).get(person.pk),
            what_happens_next([person.pk], they).get(person.pk, [])[:10],
        )


def who_holds(introduction: Introduction) -> tuple[str, str]:
    """The holder's working name and the team's, for whoever has just sent the introduction."""
    with speaking(FRONT_DOOR):
        hold = Hold.unguarded.filter(journey_id=introduction.journey_id, ended_at=None).select_related("team").first()
        return (_works_as(hold.holder_id, hold.team_id), hold.team.name) if hold else ("", "")


def _works_as(person: UUID, team: UUID) -> str:
    names = Membership.objects.filter(person_id=person, team_id=team).order_by("-began_at")
    return names.values_list("known_as", flat=True).first() or ""
