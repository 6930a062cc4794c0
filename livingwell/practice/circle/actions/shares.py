"""Giving and ending a share."""

from __future__ import annotations

from datetime import datetime

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import By, Viewer
from livingwell.people.models import Person, Team
from livingwell.practice.circle.entering import writing
from livingwell.practice.circle.models import Part, Share
from livingwell.practice.circle.understood import understanding_for


@act("give_share", errands=("front door",))
def give_share(person: Person, *, what: Part, to: Person | Team, to_name: str, until: datetime, by: By) -> Share:
    """Let `to` see `what` of `person`'s until `until`, instead of until when it was. `to_name` is how they are called
    today. Of somebody under 16 the database wants the conversation about this very decision (`share_or_ask`).

    Given through the front door (with a returning code, no account) it is the person's own act, given by themselves.
    """
    same = {"to_person_id": to.pk} if isinstance(to, Person) else {"to_team_id": to.pk}
    with writing(by):  # the new end counts: nobody has to end the same share twice
        before = Share.unguarded.filter(person_id=person.pk, what=what, ended_at=None, **same)
        before.update(ended_at=clock.now(), ended_by_id=by.id if isinstance(by, Viewer) else person.pk)
    talked = understanding_for(person.pk, what.value, to=to) if person.birth_year else None
    share = Share(
        understanding=talked,
        place_id=person.place_id,
        person_id=person.pk,
        what=what,
        to_person_id=to.pk if isinstance(to, Person) else None,
        to_team_id=to.pk if isinstance(to, Team) else None,
        to_name=to_name,
        given_by_id=by.id if isinstance(by, Viewer) else person.pk,
        given_at=clock.now(),
        until=until,
    )
    with writing(by):
        share.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=share.pk, part=what.value, until=until.isoformat())
    return share


@act("end_share", errands=("front door",))
def end_share(share: Share, *, by: By) -> Share:
    """End a share now; the next request is refused. Ending it twice is ending it once."""
    ended_by = by.id if isinstance(by, Viewer) else share.person_id
    with writing(by):
        Share.unguarded.filter(pk=share.pk, ended_at=None).update(ended_at=clock.now(), ended_by_id=ended_by)
    tell(about=share.person_id, place=share.place_id, row=share.pk, part=share.what)
    return share


@act("end_all_shares")
def end_all_shares(person: Person, *, by: Viewer) -> int:
    """End every share the person has given; how many there were."""
    with writing(by):
        live = Share.unguarded.filter(person_id=person.pk, ended_at=None)
        ended: int = live.update(ended_at=clock.now(), ended_by_id=by.id)
    tell(about=person.pk, place=person.place_id, how_many=ended)
    return ended
