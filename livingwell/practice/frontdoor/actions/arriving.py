"""Somebody arrives: the rows of one introduction, made together. Part of the acts that send, enter or come back."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.ids import new_id
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Place, SafeToContact, Team
from livingwell.people.working_days import promised_day
from livingwell.practice.circle.actions import share_or_ask
from livingwell.practice.circle.models import Part
from livingwell.practice.frontdoor import questions
from livingwell.practice.frontdoor.drafts import FRONT_DOOR, code_hash
from livingwell.practice.frontdoor.models import (
    Channel,
    ForWhom,
    Introducer,
    Introduction,
    ReturningCode,
    Telling,
)
from livingwell.practice.holding.models import Journey

Answers = questions.Answers
#: No vowels and nothing that looks like something else, so that no reference is a word or misheard.
_LETTERS = "BCDFGHJKMNPQRSTVWXZ3456789"


@dataclass(frozen=True)
class Arrival:
    """What somebody said, and how it came to us."""

    for_whom: ForWhom
    answers: Answers
    channel: Channel = Channel.ONLINE
    entered_by: Viewer | None = None
    introduced_by: Viewer | None = None


def new_reference() -> str:
    """Such as ``K7MQ-3XWP``. It is said on the phone and opens nothing."""
    letters = [secrets.choice(_LETTERS) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def new_person(place: Place, arrival: Arrival, person_id: UUID | None = None) -> Person:
    """A person who was not known before, reached only as they allow."""
    person = Person(
        id=person_id or new_id(),
        place=place,
        name=arrival.answers["name"]["name"],
        birth_year=(arrival.answers.get("about") or {}).get("birth_year"),
        arrived_at=clock.now(),
    )
    _reach(person, place, arrival)
    person.save(force_insert=True)
    return person


def reach_again(person: Person, place: Place, arrival: Arrival) -> None:
    """Somebody known comes back and says how to reach them now; what they did not say stays."""
    person.birth_year = (arrival.answers.get("about") or {}).get("birth_year") or person.birth_year
    person.name = arrival.answers["name"]["name"]
    _reach(person, place, arrival)
    person.save()


def _reach(person: Person, place: Place, arrival: Arrival) -> None:
    given = arrival.answers
    reach, about = given.get("reach") or {}, given.get("about") or {}
    young = questions.may_be_under_16(given, clock.today(place.time_zone))
    chosen = (given.get("young") or {}).get("use")
    person.reach_by(nhs_number=about.get("nhs_number", ""))
    person.needs = (given.get("needs") or {}).get("words", "") or person.needs
    if young and chosen not in ("mine", "shared"):
        # Not chosen is a no: the number stays in their own words, where nothing is ever sent from.
        person.safe_to_leave_message = person.safe_to_write = SafeToContact.NO
        return
    person.reach_by(phone=reach.get("phone", ""), email=reach.get("email", ""))
    person.reach = reach.get("other", "") or person.reach
    person.safe_to_leave_message, person.safe_to_write = _safe(person, arrival)


def _safe(person: Person, arrival: Arrival) -> tuple[str, str]:
    if arrival.for_whom == ForWhom.ME:
        safe = arrival.answers.get("safe") or {}
        return (
            safe.get("message") or person.safe_to_leave_message,
            safe.get("write") or person.safe_to_write,
        )
    contact = (arrival.answers.get("contact") or {}).get("contact")
    if contact == "no":
        return SafeToContact.NO, SafeToContact.NO
    if contact == "care":
        return SafeToContact.ONLY_THEM, SafeToContact.NO
    return person.safe_to_leave_message, person.safe_to_write


def introduce(place: Place, person: Person, journey: Journey, arrival: Arrival, introducers_code: str) -> Introduction:
    """The introduction's rows: the person's part, and the introducer's apart from it."""
    moment = clock.now()
    asked = questions.ALL[arrival.for_whom]
    theirs = {question.key for question in asked if question.introducers}
    by = arrival.entered_by
    introduction = Introduction(
        place=place,
        person=person,
        journey=journey,
        for_whom=arrival.for_whom,
        reference=new_reference(),
        said=json.dumps({key: given for key, given in arrival.answers.items() if key not in theirs}),
        sent_at=moment,
        promised_by=promised_day(place, moment),
        channel=arrival.channel,
        entered_by_id=by.id if by else None,
        entered_by_name=by.name if by else "",
        entered_at=moment if by else None,
    )
    introduction.save(force_insert=True)
    if arrival.for_whom != ForWhom.ME:
        said: dict[str, Any] = {key: given for key, given in arrival.answers.items() if key in theirs}
        Introducer(
            place=place,
            person=person,
            introduction=introduction,
            for_whom=arrival.for_whom,
            said=json.dumps(said),
            # Not answered is a no: being told must never put somebody in danger.
            telling=(said.get("contact") or {}).get("telling") or Telling.NOT_SAFE,
            code_hash=code_hash(introducers_code) if introducers_code else None,
            by_person_id=arrival.introduced_by.id if arrival.introduced_by else None,
            sent_at=moment,
        ).save(force_insert=True)
    _find_likely_same(person, introduction)
    return introduction


def let_team_in(person: Person, team: Team, given: dict[str, Any] | None) -> None:
    """The shares the introduction asked for, naming the team."""
    until = clock.now() + timedelta(days=30 * int((given or {}).get("months") or 3))
    for key, part in (("story", Part.STORY), ("plan", Part.PLAN)):
        if (given or {}).get(key):
            share_or_ask(
                person, what=part, to=team, to_name=_("%(team)s team") % {"team": team.name}, until=until, by=FRONT_DOOR
            )


def give_code(person: Person, code: str, given_by: UUID) -> None:
    """From now on these words bring the person back; older ones no longer do."""
    moment = clock.now()
    ReturningCode.objects.filter(person=person, ended_at=None).update(ended_at=moment, ended_by_id=given_by)
    ReturningCode.objects.create(
        place_id=person.place_id, person=person, code_hash=code_hash(code), given_by_id=given_by, given_at=moment
    )


def _find_likely_same(person: Person, introduction: Introduction) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select gate.find_likely_same(%s, %s, %s)", [person.pk, introduction.pk, clock.now()])
