"""Promise 13: whatever a person can do online has a way without a screen, and the way leads to a page of a worker's."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.db.models import Q
from django.urls import get_resolver

from livingwell.kit.permission.rules import Rule, ruled_models
from livingwell.kit.viewers import Viewer
from livingwell.practice.channels import ways
from livingwell.practice.channels.ways import WAYS

PERSON, WORKER, PLACE, TEAM = (UUID(int=number) for number in range(1, 5))
THEMSELVES = Viewer(PERSON, "Ana", PLACE)
IN_THEIR_VOICE = Viewer(WORKER, "Nadia", PLACE, (TEAM,), voice=PERSON, channel="phone")
#: Allowed to the person by another word than their own voice: whoever holds does these for them, in the worker's name.
IN_A_WORKERS_NAME = {"ask_to_talk_today", "print_message"}


def names_the_person(condition: Q) -> bool:
    """Whether a condition lets somebody in because the row is the person's, or is the person."""
    if condition.negated:
        return False
    return any(
        names_the_person(child) if isinstance(child, Q) else child in (("person_id", PERSON), ("pk", PERSON))
        for child in condition.children
        if isinstance(child, Q | tuple)
    )


def own_acts(who: Viewer) -> dict[str, Rule]:
    """Every act that some rule allows because it is their own."""
    return {
        act: rule
        for acts in ruled_models().values()
        for act, rule in acts.items()
        if act != "read" and names_the_person(rule.q(who))
    }


def test_every_act_of_a_persons_names_its_way_without_a_screen() -> None:
    assert set(own_acts(THEMSELVES)) - set(WAYS) == set(), "say in channels/ways.py how it is done without a screen"
    assert set(WAYS) - set(own_acts(THEMSELVES)) == set(), "no act of a person's any more"


def test_every_way_is_a_page_and_whoever_enters_there_may_in_their_voice() -> None:
    pages = get_resolver().reverse_dict
    assert [act for act, way in WAYS.items() if way.page and way.page not in pages] == []
    in_voice = set(own_acts(IN_THEIR_VOICE))
    silent = {act for act, way in WAYS.items() if way.page} - in_voice - IN_A_WORKERS_NAME
    assert silent == set(), "a worker is sent to a page on which the rule refuses them"
    assert [act for act, way in WAYS.items() if not way.page and not way.otherwise] == []


def test_the_table_in_the_readme_is_the_one_in_the_code() -> None:
    readme = Path(ways.__file__).with_name("README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in ways.table() if line not in readme] == []
    theirs = [line for line in readme if line.startswith("| `")]
    assert [line for line in theirs if line not in ways.table()] == []
