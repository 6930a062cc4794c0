"""Words go from a person to their team and back; and the person says how they want to hear that there are some."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import in_anothers_voice, writing
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings import models as meetings
from livingwell.practice.messages.models import ChosenWay, Message, Side, Told, WayToTell
from livingwell.practice.messages.telling_them import tell_them


@act("write_message")
def write_message(journey: Journey, *, words: str, by: Viewer) -> Message:
    """Write to the team, in the person's voice; or to the person, who is told of it by the way they chose. Whoever
    writes back has heard what was written before."""
    theirs = by.speaks_for == journey.person_id
    moment = clock.now()
    message = Message(
        place_id=journey.place_id,
        person_id=journey.person_id,
        journey_id=journey.pk,
        side=Side.THEIRS if theirs else Side.OURS,
        words=words,
        written_by_id=by.id,
        written_by_name=by.name,
        written_at=moment,
        channel=by.channel if theirs else "",
    )
    if not theirs:
        message.told = tell_them(journey, words=words, by=by)
        _tried(journey, Told(message.told), by)
        before = Message.unguarded.filter(person_id=journey.person_id, side=Side.THEIRS, heard_at=None)
        before.update(heard_by_id=by.id, heard_by_name=by.name, heard_at=moment)
    message.save(force_insert=True)
    tell(
        about=journey.person_id,
        place=journey.place_id,
        row=message.pk,
        journey=str(journey.pk),
        side=message.side,
        told=message.told,
    )
    return message


#: What went out by these is a try to reach them: silent until something comes back.
TRIED_BY = {
    Told.TEXT: meetings.Channel.TEXT,
    Told.EMAIL: meetings.Channel.EMAIL,
    Told.EMAIL_WORDS: meetings.Channel.EMAIL,
}


def _tried(journey: Journey, told: Told, by: Viewer) -> None:
    """What left the platform stands among the tries to reach them, so that three without an answer are noticed."""
    if told not in TRIED_BY:
        return
    moment = clock.now()
    meetings.Attempt(
        place_id=journey.place_id,
        person_id=journey.person_id,
        journey_id=journey.pk,
        channel=TRIED_BY[told],
        came_of_it=meetings.CameOfIt.LEFT_MESSAGE,
        tried_by_id=by.id,
        tried_by_name=by.name,
        tried_at=moment,
        written_at=moment,
    ).save(force_insert=True)


@act("hear_message")
def hear_message(message: Message, *, by: Viewer) -> Message:
    """Somebody in the team has read it; it asks for nobody else's eyes any more."""
    message.heard_by_id, message.heard_by_name, message.heard_at = by.id, by.name, clock.now()
    message.save(update_fields=["heard_by", "heard_by_name", "heard_at"])
    tell(about=message.person_id, place=message.place_id, row=message.pk)
    return message


@act("choose_way")
def choose_way(person: Person, *, way: WayToTell, by: Viewer) -> ChosenWay:
    """Say how to be told that the team wrote. Choosing anew begins reminders again."""
    with writing(by):
        chosen, _made = ChosenWay.unguarded.update_or_create(
            person_id=person.pk,
            defaults={
                "place_id": person.place_id,
                "way": way,
                "chosen_by_id": by.id,
                "chosen_by_name": by.name if in_anothers_voice(by) else "",
                "chosen_at": clock.now(),
                "channel": by.channel,
                "reminders_ended_by": None,
                "reminders_ended_at": None,
            },
        )
    tell(about=person.pk, place=person.place_id, row=chosen.pk, way=way)
    return chosen
