"""Under 16: a decision about who is let in is talked through first, one at a time."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.permission.refusals import Refused, says
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Errand, Viewer
from livingwell.people.models import Person, Place, Team
from livingwell.people.young import may_be_under_16
from livingwell.practice.circle.actions.shares import give_share
from livingwell.practice.circle.entering import writing
from livingwell.practice.circle.models import Part, Share, Understanding, Understood
from livingwell.practice.circle.understood import understanding_for

TALKED = Errand("a decision was talked through with a young person")
TALK_FIRST = _("This is talked through with a worker first. Nothing has been shared.")
says("young_people_are_talked_with", TALK_FIRST)
#: One conversation, one share: to share it again is talked through again.
says("share_one_a_conversation", TALK_FIRST)


@act("ask_to_talk_it_through", errands=("front door",))
def ask_to_talk_it_through(
    person: Person, *, what: str, to: Person | Team | None, to_name: str, by: By
) -> Understanding:
    """A young person wishes to let somebody in: a worker talks about it with them first. Asking again for the same
    is asking once."""
    same = _named(to)
    waiting = Understanding.unguarded.filter(person_id=person.pk, what=what, to_name=to_name, talked_at=None, **same)
    found: Understanding | None = waiting.first()
    if found is None:
        found = Understanding(
            place_id=person.place_id, person_id=person.pk, what=what, to_name=to_name,
            asked_by_id=by.id if isinstance(by, Viewer) else person.pk, asked_at=clock.now(), **same,
        )  # fmt: skip
        with writing(by):
            found.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=found.pk, part=what)
    return found


@act("talk_it_through")
def talk_it_through(asked: Understanding, *, answer: Understood, theirs: str, ours: str, by: Viewer) -> Understanding:
    """A worker has talked about this one decision with the young person, and says how they know what came of it.

    :raises Refused: where it was answered already.
    """
    with speaking(TALKED):
        row: Understanding = Understanding.unguarded.select_for_update().get(pk=asked.pk)
        if row.talked_at is not None:
            raise Refused
        row.answer, row.theirs, row.ours = answer, theirs, ours
        row.talked_by_id, row.talked_by_name, row.talked_at = by.id, by.name, clock.now()
        row.save(update_fields=["answer", "theirs", "ours", "talked_by", "talked_by_name", "talked_at"])
    tell(about=asked.person_id, place=asked.place_id, row=asked.pk, part=asked.what, answer=answer.value)
    return row


def share_or_ask(
    person: Person, *, what: Part, to: Person | Team, to_name: str, until: datetime, by: By
) -> Share | Understanding:
    """The share; or, of somebody under 16 who has not talked about it yet, the wish to talk it through first."""
    if talks_first(person) and understanding_for(person.pk, what.value, to=to) is None:
        asked: Understanding = ask_to_talk_it_through(person, what=what.value, to=to, to_name=to_name, by=by)
        return asked
    share: Share = give_share(person, what=what, to=to, to_name=to_name, until=until, by=by)
    return share


def talks_first(person: Person) -> bool:
    """Whether this person may be under 16, where they live."""
    if person.birth_year is None:
        return False
    zone = Place.objects.only("time_zone").get(pk=person.place_id).time_zone
    return may_be_under_16(person.birth_year, clock.today(zone))


def _named(to: Person | Team | None) -> dict[str, object]:
    return {
        "to_person_id": to.pk if isinstance(to, Person) else None,
        "to_team_id": to.pk if isinstance(to, Team) else None,
    }
