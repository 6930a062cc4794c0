"""What the database refuses is answered with a sentence; what only met another act is done anew."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from livingwell.kit.permission import acts, refusals
from livingwell.kit.permission.refusals import DEADLOCK, INSUFFICIENT_PRIVILEGE, Refused, refusal


class Said(Exception):
    """What psycopg raises: a code, and which constraint spoke."""

    def __init__(self, code: str, constraint: str | None = None) -> None:
        super().__init__(code)
        self.sqlstate = code
        self.diag = SimpleNamespace(constraint_name=constraint)


def error(code: str, constraint: str | None = None) -> DatabaseError:
    found = DatabaseError("refused")
    found.__cause__ = Said(code, constraint)
    return found


def test_a_gates_no_means_somebody_was_faster() -> None:
    refused = refusal(error(INSUFFICIENT_PRIVILEGE))
    assert isinstance(refused, PermissionDenied)
    assert "Somebody else was faster" in str(refused)


def test_a_constraint_says_its_own_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(refusals._sentences, "only_one_kettle", "There is one kettle.")
    refused = refusal(error("23514", "only_one_kettle"))
    assert refused is not None
    assert refused.sentence == "There is one kettle."
    assert refused.constraint == "only_one_kettle"


@pytest.mark.parametrize(("code", "constraint"), [("42703", None), ("23514", "nobody_said"), ("23502", None)])
def test_a_fault_of_ours_stays_an_error(code: str, constraint: str | None) -> None:
    assert refusal(error(code, constraint)) is None


def test_a_deadlock_is_tried_again() -> None:
    tries: list[int] = []

    def twice_unlucky() -> str:
        tries.append(1)
        if len(tries) < acts.TRIES:
            raise error(DEADLOCK)
        return "done"

    assert acts._answered(twice_unlucky) == "done"
    assert len(tries) == acts.TRIES


def test_and_then_answered() -> None:
    def always() -> str:
        raise error(DEADLOCK)

    with pytest.raises(Refused):
        acts._answered(always)
