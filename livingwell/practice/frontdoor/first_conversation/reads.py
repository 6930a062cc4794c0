"""What somebody has told already, prompt by prompt, so that nobody asks it again without meaning to (promise 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from livingwell.kit.secrets import keys
from livingwell.kit.viewers import Viewer
from livingwell.practice.frontdoor.first_conversation.prompts import Prompt
from livingwell.practice.frontdoor.models import Addition, Introduction
from livingwell.practice.frontdoor.questions import ALL, in_words
from livingwell.practice.meetings.models import Answer
from livingwell.practice.meetings.told_before import ToldBefore
from livingwell.practice.story.known import what_the_story_tells

#: How far back in many arrivals and conversations we look.
AT_MOST = 200


@dataclass(frozen=True)
class AlreadyTold:
    """Words of the person's, when they said them, and where."""

    words: str
    at: datetime
    label: str = ""
    in_a_meeting: bool = False


def already_told(
    person_id: UUID, prompts: Sequence[Prompt], viewer: Viewer, story: Sequence[ToldBefore] = ()
) -> dict[str, list[AlreadyTold]]:
    """By prompt, the latest first: from every introduction `viewer` may read, its corrections, every conversation, and
    from what their `story` tells under one of the beginnings we offer.

    Four queries, however much there is.
    """
    keys.bring([person_id])
    by_question: dict[str, list[AlreadyTold]] = defaultdict(list)
    introductions = list(
        Introduction.objects.visible_to(viewer).with_reason().filter(person_id=person_id).order_by("-sent_at")[:20]
    )
    for addition in Addition.objects.visible_to(viewer).filter(person_id=person_id).order_by("-added_at")[:AT_MOST]:
        if addition.what:
            by_question[addition.what].append(AlreadyTold(addition.words, addition.added_at))
    for introduction in introductions:
        answers = introduction.answers
        for question in ALL.get(introduction.for_whom, ()):
            if question.introducers:
                continue
            for label, words in in_words(question, answers.get(question.key)):
                by_question[question.key].append(AlreadyTold(words, introduction.sent_at, label))
    found = {prompt.key: [told for question in prompt.told_as for told in by_question[question]] for prompt in prompts}
    for answer in (
        Answer.objects.visible_to(viewer)
        .filter(person_id=person_id, key__in=list(found))
        .select_related("meeting")
        .order_by("-meeting__happened_at")[:AT_MOST]
    ):
        if answer.their_words and answer.meeting.happened_at:
            found[answer.key].append(AlreadyTold(answer.their_words, answer.meeting.happened_at, in_a_meeting=True))
    for prompt in prompts:
        under = {str(words) for words in prompt.told_under}
        found[prompt.key] += [AlreadyTold(one.words, one.at, one.title) for one in story if one.title in under]
    return {key: sorted(told, key=lambda one: one.at, reverse=True) for key, told in found.items() if told}


def other_words(person_id: UUID, viewer: Viewer) -> list[AlreadyTold]:
    """What they added to an introduction that answers no question."""
    rows = Addition.objects.visible_to(viewer).filter(person_id=person_id, what="").order_by("-added_at")[:20]
    return [AlreadyTold(row.words, row.added_at) for row in rows]


def what_their_story_tells(person_id: UUID, viewer: Viewer) -> list[ToldBefore]:
    """Their story, where it was shared with `viewer`: in front of them before they ask."""
    return list(what_the_story_tells(person_id, viewer))
