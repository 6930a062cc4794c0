"""Looking back and forward: written, changed, taken out and put back by the person alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import writing
from livingwell.practice.plan.actions.rows import begun, change, put_back, take_out, written
from livingwell.practice.plan.models import Review


@act("write_review")
def write_review(person: Person, *, back: str, forward: str, look_again: date | None, by: Viewer) -> Review:
    """The person looks back, and forward, and says when they would like to look again."""
    with writing(by):
        review = Review(
            place_id=person.place_id,
            person_id=person.pk,
            plan_id=begun(person, by).pk,
            back=back,
            forward=forward,
            look_again=look_again,
            **written(by),
        )
        review.save(force_insert=True)
    tell(about=person.pk, place=person.place_id, row=review.pk, day=look_again.isoformat() if look_again else "")
    return review


@act("change_review")
def change_review(
    review: Review,
    *,
    back: str,
    forward: str,
    look_again: date | None,
    version: int,
    by: Viewer,
    settles: Sequence[UUID] = (),
) -> Review:
    """Save a review that was opened at `version`; on a clash a copy beside it is kept, and returned."""
    values = {"back": back, "forward": forward, "look_again": look_again}
    with writing(by):
        saved = change(review, values, version=version, by=by, settles=settles)
    tell(about=review.person_id, place=review.place_id, row=saved.pk, clash=saved.pk != review.pk)
    return saved


@act("take_out_review")
def take_out_review(review: Review, *, by: Viewer) -> Review:
    """It leaves the plan, and can be put back."""
    with writing(by):
        take_out(review, by)
    tell(about=review.person_id, place=review.place_id, row=review.pk)
    return review


@act("put_back_review")
def put_back_review(review: Review, *, by: Viewer) -> Review:
    """It stands in the plan again."""
    with writing(by):
        put_back(review, by)
    tell(about=review.person_id, place=review.place_id, row=review.pk)
    return review
