"""What can happen to what is kept."""

from livingwell.practice.keeping.actions.copies import ask_for_copy, throw_copy_away
from livingwell.practice.keeping.actions.requests import (
    answer_request,
    ask_right,
    begin_legal_hold,
    copy_for_request,
    end_legal_hold,
    take_longer,
)
from livingwell.practice.keeping.actions.terms import set_basis, set_keeping_time

__all__ = [
    "answer_request",
    "ask_for_copy",
    "ask_right",
    "begin_legal_hold",
    "copy_for_request",
    "end_legal_hold",
    "set_basis",
    "set_keeping_time",
    "take_longer",
    "throw_copy_away",
]
