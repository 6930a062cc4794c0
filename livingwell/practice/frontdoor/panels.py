"""What the front door shows on pages composed from several rooms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from livingwell.kit.permission.said_once import said_once
from livingwell.kit.viewers import Viewer
from livingwell.practice.frontdoor import questions
from livingwell.practice.frontdoor.models import Addition, Introducer, Introduction, SamePersonHint
from livingwell.practice.holding.models import Journey

Panel = tuple[str, dict[str, Any]]


def journey_panel(journey: Journey, viewer: Viewer) -> Panel | None:
    """For workers: what was said on arriving, in the person's words, corrections beside; who introduced them; and
    whether somebody may be the same person. One query; one more for each of the rest that there is."""
    introductions = _introductions_of_journey(viewer, journey.pk)
    if not introductions:
        return None
    newest = introductions[0]
    additions = _additions(introductions, viewer)
    introducers = (
        {
            each.introduction_id: each
            for each in Introducer.objects.visible_to(viewer).filter(introduction__in=introductions)
        }
        if any(each.has_introducer for each in introductions)
        else {}
    )
    hints = (
        SamePersonHint.objects.visible_to(viewer)
        .filter(_asked_about(journey.person_id), said_same_at=None, said_other_at=None)
        .order_by("-found_at")[:3]
        if newest.has_hint
        else []
    )
    shown = [(each, introducers.get(each.pk), _beside(each, additions)) for each in introductions]
    return "frontdoor/panel.html", {"introductions": shown, "hints": list(hints), "newest": newest}


def home_panel(person_id: UUID, viewer: Viewer) -> Panel | None:
    """For the person: that it arrived, by when they hear, and the way to add or put right."""
    introductions = _introductions_of(viewer, person_id)
    return ("frontdoor/home_panel.html", {"introduction": introductions[0]}) if introductions else None


def what_was_said(person_id: UUID, viewer: Viewer) -> list[tuple[Introduction, dict[str, Any]]]:
    """The introductions of somebody that `viewer` was let into, newest first, each with its corrections beside."""
    introductions = _introductions_of(viewer, person_id)
    additions = _additions(introductions, viewer)
    return [(each, _beside(each, additions)) for each in introductions]


@said_once
def _introductions_of_journey(viewer: Viewer, journey_id: UUID) -> Any:
    return _introductions(Q(journey_id=journey_id), viewer)


@said_once
def _introductions_of(viewer: Viewer, person_id: UUID) -> Any:
    return _introductions(Q(person_id=person_id), viewer)


def _introductions(which: Q, viewer: Viewer) -> Any:
    def there_is(model: Any, condition: Q) -> Exists:
        return Exists(model.objects.visible_to(viewer).not_shown("is there any?").filter(condition))

    of_this = Q(introduction_id=OuterRef("pk"))
    about_them = Q(person_id=OuterRef("person_id")) | Q(other_id=OuterRef("person_id"))
    rows = Introduction.objects.visible_to(viewer).with_reason().filter(which)
    return rows.annotate(
        has_additions=there_is(Addition, of_this),
        has_introducer=there_is(Introducer, of_this),
        has_hint=there_is(SamePersonHint, about_them & Q(said_same_at=None, said_other_at=None)),
    ).order_by("-sent_at")[:5]


def _asked_about(person: UUID) -> Q:
    return Q(person_id=person) | Q(other_id=person)


def _additions(introductions: list[Any], viewer: Viewer) -> list[Addition]:
    if not any(each.has_additions for each in introductions):
        return []
    return list(Addition.objects.visible_to(viewer).filter(introduction__in=introductions).order_by("added_at")[:100])


def _beside(introduction: Introduction, additions: list[Addition]) -> dict[str, Any]:
    """What was said question by question, each with its corrections; and what was added besides."""
    mine = [each for each in additions if each.introduction_id == introduction.pk]
    answers = introduction.answers
    lines = []
    shown_above = {"name", "reach"}  # the page says these already, as they are now
    for question in questions.ALL[introduction.for_whom]:
        corrections = [each for each in mine if each.what == question.key]
        said = [] if question.introducers else questions.in_words(question, answers.get(question.key))
        if corrections or (said and question.key not in shown_above):
            lines.append((question.asks, said, corrections))
    return {"lines": lines, "more": [each for each in mine if not each.what]}
