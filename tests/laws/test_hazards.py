"""The hazard log holds: every field is there, every rating follows from the matrix, every control's test exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.laws.reading import ROOT

LOG = (ROOT / "docs" / "safety" / "hazards.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "safety" / "README.md").read_text(encoding="utf-8")
FIELDS = ("Cause", "Effect", "Without controls", "Control", "With controls", "What is left", "Accepted by")
HAZARDS = dict(re.findall(r"^## (H\d+)\. [^\n]+\n(.*?)(?=^## |\Z)", LOG, re.MULTILINE | re.DOTALL))
RATED = re.compile(r"^([a-z ]+) × ([a-z ]+): (\d)$")


def fields(hazard: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, said in re.findall(r"^- \*\*([^*]+)\.\*\* (.+)$", HAZARDS[hazard], re.MULTILINE):
        found.setdefault(name, []).append(said)
    return found


def matrix() -> dict[tuple[str, str], int]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in RULES.splitlines() if line[:2] == "| "]
    head = rows[0][1:]
    return {
        (harm, row[0]): int(n) for row in rows[1:] if row[1].isdigit() for harm, n in zip(head, row[1:], strict=True)
    }


def test_the_log_has_begun() -> None:
    assert len(HAZARDS) >= 15
    assert list(HAZARDS) == [f"H{n:02}" for n in range(1, len(HAZARDS) + 1)]
    assert len(matrix()) == 25


@pytest.mark.parametrize("hazard", HAZARDS)
def test_every_field_is_there_and_every_rating_follows(hazard: str) -> None:
    said = fields(hazard)
    assert set(said) == set(FIELDS)
    ratings = []
    for name in ("Without controls", "With controls"):
        rated = RATED.match(said[name][0])
        assert rated, said[name]
        assert matrix()[rated[1], rated[2]] == int(rated[3])
        ratings.append(int(rated[3]))
    assert ratings[1] <= ratings[0]
    assert len(said["What is left"][0]) > 20
    if ratings[1] >= 4:  # what may not be accepted is said aloud, here and in the safety case
        assert "**Open.**" in said["What is left"][0]
        assert hazard in RULES


@pytest.mark.parametrize("hazard", HAZARDS)
def test_every_control_names_a_test_that_exists(hazard: str) -> None:
    for control in fields(hazard)["Control"]:
        named = re.search(r"`([\w/.]+\.py)(?:::(\w+))?`$", control)
        assert named, f"{hazard}: {control} names no test"
        path = ROOT / named[1]
        assert path.is_file(), f"{hazard}: {named[1]} is gone"
        if named[2]:
            tests = {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}
            assert named[2] in tests, f"{hazard}: {named[1]} has no {named[2]}"
