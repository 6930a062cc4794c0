"""The person has their copy."""

from __future__ import annotations

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.people.reads import may_write_to
from livingwell.practice.channels.models import Copy, CopyHow


class NotSafeToPost(Exception):
    """They have not said that a letter is safe: others may open it."""


@act("give_copy")
def give_copy(person: Person, *, how: CopyHow, by: Viewer) -> Copy:
    """What was written down with them is in their hand, in the post, or was read out to them.

    :raises NotSafeToPost: by post, to somebody who has not said that a letter is safe.
    """
    if how == CopyHow.POST and not may_write_to(person):
        raise NotSafeToPost
    copy = Copy(
        place_id=person.place_id,
        person_id=person.pk,
        how=how,
        given_by_id=by.id,
        given_by_name=by.name,
        given_at=clock.now(),
    )
    copy.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=copy.pk, how=how.value)
    return copy
