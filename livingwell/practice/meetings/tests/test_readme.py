"""The diagram in the README is the table in rules.py."""

from __future__ import annotations

import re
from pathlib import Path

from livingwell.practice.meetings.models import MeetingStage
from livingwell.practice.meetings.rules import TRANSITIONS

README = Path(__file__).parent.parent / "README.md"


def diagram() -> str:
    """TRANSITIONS as a drawing."""
    lines = [f"    [*] --> {MeetingStage.PLANNED.value}"]
    lines += [f"    {before.value} --> {after.value}" for before, afters in TRANSITIONS.items() for after in afters]
    lines += [f"    {stage.value} --> [*]" for stage, afters in TRANSITIONS.items() if not afters]
    return "\n".join(["stateDiagram-v2", *lines])


def test_the_readme_shows_the_table() -> None:
    assert diagram() in README.read_text(encoding="utf-8")


def test_each_promise_links_a_test_that_is_there() -> None:
    links = re.findall(r"\]\(([^)]+\.py)\)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (README.parent / link).is_file()] == []
