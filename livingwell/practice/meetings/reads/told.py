"""One meeting with everything that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.meetings.models import Answer, AskedAgain, Correction, Letter, Meeting, NextStep


@dataclass
class Told:
    """A meeting as it is read: each answer with the corrections beside it."""

    meeting: Meeting
    answers: list[Answer]
    corrections: list[Correction]
    asked_again: list[AskedAgain]
    steps: list[NextStep]
    letters: list[Letter] = field(default_factory=list)

    @property
    def of_the_whole(self) -> list[Correction]:
        return [one for one in self.corrections if one.answer_id is None]

    @property
    def answers_and_corrections(self) -> list[tuple[Answer, list[Correction]]]:
        beside: dict[UUID | None, list[Correction]] = {}
        for one in self.corrections:
            beside.setdefault(one.answer_id, []).append(one)
        return [(answer, beside.get(answer.pk, [])) for answer in self.answers]


def told(meeting: Meeting, viewer: Viewer, *, letters: bool = True) -> Told:
    """Everything of a meeting that `viewer` may read, in five queries, or four without its letters."""
    keys.bring([meeting.person_id])
    of_it = {"meeting_id": meeting.pk}
    return Told(
        meeting,
        list(Answer.objects.visible_to(viewer).filter(**of_it).order_by("order")),
        list(Correction.objects.visible_to(viewer).filter(**of_it).order_by("written_at")[:100]),
        list(AskedAgain.objects.visible_to(viewer).filter(**of_it).order_by("asked_at", "id")),
        list(NextStep.objects.visible_to(viewer).filter(**of_it).order_by("due", "id")),
        list(Letter.objects.visible_to(viewer).filter(**of_it).order_by("given_at")) if letters else [],
    )
