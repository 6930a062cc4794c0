"""An introduction is sent: person, journey, hold and words in one transaction, held from its first moment."""

from __future__ import annotations

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Viewer
from livingwell.people.models import Person, Place
from livingwell.practice.frontdoor.actions import arriving
from livingwell.practice.frontdoor.drafts import FRONT_DOOR
from livingwell.practice.frontdoor.models import Channel, ForWhom, Introduction
from livingwell.practice.frontdoor.routing import team_for
from livingwell.practice.frontdoor.talking import ask_somebody_to_talk_today
from livingwell.practice.holding.actions import begin_journey
from livingwell.practice.holding.models import Hold, Journey


@act("send_introduction", errands=("front door",), binding=True)
def send_introduction(
    place: Place,
    *,
    for_whom: ForWhom,
    answers: arriving.Answers,
    code: str,
    talk_today: bool = False,
    by: By,
) -> Introduction:
    """Somebody introduces themselves, or somebody else. `code` is the words that bring the sender back.

    Signed in and for themselves it is the same person as before, and nothing is told twice; where a journey of theirs
    is open already, the words go to it.
    """
    signed_in = by if isinstance(by, Viewer) else None
    arrival = arriving.Arrival(for_whom, answers, introduced_by=signed_in)
    with speaking(FRONT_DOOR):
        person, journey = _person_and_journey(place, arrival, signed_in if for_whom == ForWhom.ME else None)
        sender = code if for_whom != ForWhom.ME else ""
        introduction = arriving.introduce(place, person, journey, arrival, sender)
        if for_whom == ForWhom.ME:
            arriving.give_code(person, code, person.pk)
            team = Hold.unguarded.select_related("team").get(journey=journey, ended_at=None).team
            arriving.let_team_in(person, team, answers.get("team"))
        if talk_today:
            ask_somebody_to_talk_today(person, by=FRONT_DOOR)
    tell(about=person.pk, place=place.pk, row=introduction.pk, for_whom=for_whom.value, journey=str(journey.pk))
    return introduction


@act("enter_introduction", binding=True)
def enter_introduction(
    place: Place,
    *,
    for_whom: ForWhom,
    answers: arriving.Answers,
    channel: Channel,
    code: str,
    talk_today: bool = False,
    by: Viewer,
) -> Introduction:
    """A worker writes down what somebody says by phone, on paper or in person.

    `by` speaks for the person (``viewer.entering_for(new_id(), channel)``), and the event keeps both names. `code` is
    the person's own, to be given to them in hand or on paper.
    """
    arrival = arriving.Arrival(for_whom, answers, channel, entered_by=by)
    with speaking(FRONT_DOOR):
        person = arriving.new_person(place, arrival, by.voice)
        journey = begin_journey(person, team_for(place, _postcode(answers)))
        introduction = arriving.introduce(place, person, journey, arrival, "")
        arriving.give_code(person, code, by.id)
        team = Hold.unguarded.select_related("team").get(journey=journey, ended_at=None).team
        arriving.let_team_in(person, team, answers.get("team"))
        if talk_today:
            ask_somebody_to_talk_today(person, by=FRONT_DOOR)
    tell(about=person.pk, place=place.pk, row=introduction.pk, for_whom=for_whom.value, journey=str(journey.pk))
    return introduction


def _person_and_journey(place: Place, arrival: arriving.Arrival, themselves: Viewer | None) -> tuple[Person, Journey]:
    postcode = _postcode(arrival.answers)
    if themselves is None:
        person = arriving.new_person(place, arrival)
        return person, begin_journey(person, team_for(place, postcode))
    person = Person.unguarded.select_for_update().get(pk=themselves.id)
    arriving.reach_again(person, place, arrival)
    journey = Journey.unguarded.filter(person=person, closed_at=None).first()
    return person, journey or begin_journey(person, team_for(place, postcode, person.pk))


def _postcode(answers: arriving.Answers) -> str:
    return str((answers.get("about") or {}).get("postcode") or "")
