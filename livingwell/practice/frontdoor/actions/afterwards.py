"""What can happen after an introduction was sent: adding, not wanting it, coming back, a new returning code."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.secrets.codes import new_code
from livingwell.kit.viewers import By, Viewer
from livingwell.people.models import Person, Place
from livingwell.practice.frontdoor.actions import arriving
from livingwell.practice.frontdoor.drafts import FRONT_DOOR
from livingwell.practice.frontdoor.models import Addition, Channel, ForWhom, Introduction
from livingwell.practice.frontdoor.routing import team_for
from livingwell.practice.holding.actions import begin_journey, say_goodbye
from livingwell.practice.holding.actions.returning import offer_to_last_holder
from livingwell.practice.holding.models import Ending, EndingKind, Hold, Journey


@act("add_to_introduction", errands=("front door",))
def add_to_introduction(introduction: Introduction, *, words: str, corrects: str = "", by: By) -> Addition:
    """The person adds something, or corrects an answer: both stand, the correction beside what it corrects."""
    moment = clock.now()
    entered = by if isinstance(by, Viewer) and by.voice and by.voice != by.id else None
    addition = Addition(
        place_id=introduction.place_id,
        person_id=introduction.person_id,
        introduction=introduction,
        what=corrects,
        words=words,
        added_at=moment,
        channel=entered.channel if entered else Channel.ONLINE,
        entered_by_id=entered.id if entered else None,
        entered_by_name=entered.name if entered else "",
        entered_at=moment if entered else None,
    )
    with speaking(FRONT_DOOR):
        addition.save(force_insert=True)
    tell(about=introduction.person_id, place=introduction.place_id, row=addition.pk, corrects=corrects)
    return addition


@act("say_not_wanted", errands=("front door",), binding=True)
def say_not_wanted(introduction: Introduction, *, by: By) -> Ending | None:
    """ "I don't want this": the person's own word, and the journey ends now. Saying it twice is saying it once."""
    with speaking(FRONT_DOOR):
        journey = Journey.unguarded.filter(person_id=introduction.person_id, closed_at=None).first()
        name = Person.unguarded.values_list("name", flat=True).get(pk=introduction.person_id)
    ending = journey and say_goodbye(journey, kind=EndingKind.NOT_WANTED, words="", person_name=name, by=by)
    tell(about=introduction.person_id, place=introduction.place_id, row=introduction.pk)
    return ending


@act("ask_for_support_again", errands=("front door",), binding=True)
def ask_for_support_again(person: Person, *, words: str = "", by: By) -> Introduction:
    """Somebody comes back. Everything is still there, and nothing is told again: a new journey, held by duty of the
    team that held them last, and offered to whoever held them last. Asking twice is asking once."""
    entered = by if isinstance(by, Viewer) and by.voice and by.voice != by.id else None
    answers: arriving.Answers = {"happening": {"words": words}} if words else {}
    with speaking(FRONT_DOOR):
        place = Place.objects.get(pk=person.place_id)
        Person.unguarded.select_for_update().get(pk=person.pk)
        journey = Journey.unguarded.filter(person=person, closed_at=None).first()
        if journey is not None:
            already = Introduction.unguarded.filter(person=person, journey=journey).order_by("-sent_at").first()
        if journey is None or already is None:
            last = Hold.unguarded.filter(person=person).select_related("team").order_by("-began_at").first()
            team = last.team if last and last.team.closed_at is None else team_for(place, "", person.pk)
            journey = journey or begin_journey(person, team)
            arrival = arriving.Arrival(
                ForWhom.ME, answers, Channel(entered.channel) if entered else Channel.ONLINE, entered
            )
            already = arriving.introduce(place, person, journey, arrival, "")
            if last is not None:
                offer_to_last_holder(journey, last.holder_id, last.team_id)
    tell(about=person.pk, place=person.place_id, row=already.pk, journey=str(journey.pk))
    return already


@act("give_returning_code")
def give_returning_code(introduction: Introduction, *, by: Viewer) -> str:
    """Fresh returning words, for a worker to give the person in hand. The old ones stop working."""
    code = new_code()
    with speaking(FRONT_DOOR):
        person = Person.unguarded.get(pk=introduction.person_id)
        arriving.give_code(person, code, by.id)
    tell(about=person.pk, place=introduction.place_id, row=introduction.pk)
    return code
