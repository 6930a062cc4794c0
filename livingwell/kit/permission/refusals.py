"""Refusals: what the database says no to, as one sentence that a page can show.

The rule in Python has been asked before an act begins, so a no from the database's own functions nearly always means
that something changed in between: somebody else was faster. It is an answer (403, with a sentence), never an error.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

#: PostgreSQL's error codes (appendix A of its manual).
CHECK_VIOLATION = "23514"
EXCLUSION_VIOLATION = "23P01"
UNIQUE_VIOLATION = "23505"
NO_DATA_FOUND = "P0002"
INSUFFICIENT_PRIVILEGE = "42501"
DEADLOCK = "40P01"
SERIALIZATION_FAILURE = "40001"

#: Nothing was wrong with the act; two of them met. Done again, it is answered by what is true now.
WORTH_ANOTHER_TRY = frozenset({DEADLOCK, SERIALIZATION_FAILURE})

SOMEBODY_FASTER = _("Somebody else was faster. Please look again: things have changed since you opened this page.")
WORDS_DESTROYED = _("This person’s words were destroyed, and nothing new can be kept about them here.")
THESE_DESTROYED = _("These words were destroyed, so they cannot be changed or brought back. You can write new ones.")
_MEANT = frozenset({INSUFFICIENT_PRIVILEGE, NO_DATA_FOUND}) | WORTH_ANOTHER_TRY
_KEPT = frozenset({CHECK_VIOLATION, EXCLUSION_VIOLATION, UNIQUE_VIOLATION})

_sentences: dict[str, Any] = {}


class Refused(PermissionDenied):
    """An act that may not happen now, with the sentence to show. Nothing of it was done."""

    def __init__(self, sentence: Any = SOMEBODY_FASTER, constraint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.constraint = constraint


def says(constraint: str, sentence: Any) -> None:
    """Give a room's constraint the sentence that is shown when an act meets it."""
    _sentences[constraint] = sentence


def refusal(error: DatabaseError) -> Refused | None:
    """The refusal that a database error means, or None where it is a fault of ours and stays an error."""
    code, constraint = code_of(error), constraint_of(error)
    if constraint in _sentences:
        return Refused(_sentences[constraint], constraint)
    return Refused(SOMEBODY_FASTER, constraint) if code in _MEANT else None


def code_of(error: DatabaseError) -> str:
    """The five letters by which PostgreSQL names what happened, '' where it was not PostgreSQL."""
    return getattr(error.__cause__, "sqlstate", "") or ""


def constraint_of(error: DatabaseError) -> str:
    """The constraint that spoke, '' for none."""
    said = getattr(error.__cause__, "diag", None)
    return (said.constraint_name or "") if said is not None and code_of(error) in _KEPT else ""
