"""The field's shared headings, so that a plan made here maps to other systems.

The headings are those of two information standards of the UK's Professional Record Standards Body: *About Me*
(https://theprsb.org/standards/aboutme/) and *Personalised Care and Support Plan*
(https://theprsb.org/standards/personalisedcareandsupportplan/). Only the names of sections and headings are here, and
none of the standards' text. Whoever sends a plan to another system under these headings checks them first against the
release that system works with.
"""

from __future__ import annotations

from typing import Any

from livingwell.practice.plan.models import ItemKind, SafeKind
from livingwell.practice.plan.reads import Whole

ABOUT_ME, CARE_PLAN, CONTINGENCY = "About me", "Care and support plan", "Contingency plans"
STEPS, REVIEWS, LOOK_AGAIN = "steps", "reviews", "look again"

#: Our part of the plan → (their section, their heading).
HEADINGS: dict[str, tuple[str, str]] = {
    ItemKind.MATTERS: (ABOUT_ME, "What is most important to me"),
    ItemKind.WITH_ME: (ABOUT_ME, "People who are important to me"),
    ItemKind.HELPS: (ABOUT_ME, "Please do and please don't"),
    ItemKind.DOES_NOT: (ABOUT_ME, "Please do and please don't"),
    ItemKind.STRENGTH: (CARE_PLAN, "Strengths"),
    ItemKind.HOPE: (CARE_PLAN, "Goals and hopes"),
    STEPS: (CARE_PLAN, "Actions and activities"),
    REVIEWS: (CARE_PLAN, "Review"),
    LOOK_AGAIN: (CARE_PLAN, "Planned review date"),
}
#: The same for staying safe, which never travels with a plan: it opens by a share of its own.
SAFE_HEADINGS: dict[str, tuple[str, str]] = {
    SafeKind.SIGNS: (CONTINGENCY, "Trigger factors"),
    SafeKind.I_DO: (CONTINGENCY, "What should happen"),
    SafeKind.SAFER: (CONTINGENCY, "What should happen"),
    SafeKind.PLACES: (CONTINGENCY, "Who should be contacted"),
    SafeKind.WORKERS: (CONTINGENCY, "Who should be contacted"),
    SafeKind.LIVE_FOR: (ABOUT_ME, "What is most important to me"),
    SafeKind.MADE_WITH: (CONTINGENCY, "Agreed with"),
}


def under_headings(whole: Whole) -> list[dict[str, Any]]:
    """The plan as other systems would file it: every part under its section and heading, in the person's words.

    Two of our parts may stand under one heading of theirs (what helps, what does not), so each says which it is.
    """
    found: list[dict[str, Any]] = []

    def add(part: str, entries: list[dict[str, Any]]) -> None:
        if entries:
            section, heading = HEADINGS[part]
            found.append({"section": section, "heading": heading, "part": str(part), "entries": entries})

    for kind, _heading, items in whole.parts:
        add(kind, [{"words": item.words, "written": item.written_at.isoformat()} for item in items])
    steps = [(step, False) for step in whole.steps] + [(step, True) for step in whole.done]
    add(
        STEPS,
        [
            {
                "words": step.words,
                "by": step.taker_name,
                "day": step.day.isoformat() if step.day else None,
                "done": step.done_at.isoformat() if done and step.done_at else None,
            }
            for step, done in steps
        ],
    )
    add(
        REVIEWS,
        [
            {"looking_back": one.back, "looking_forward": one.forward, "written": one.written_at.isoformat()}
            for one in whole.reviews
        ],
    )
    if whole.look_again:
        add(LOOK_AGAIN, [{"day": whole.look_again.isoformat()}])
    return found
