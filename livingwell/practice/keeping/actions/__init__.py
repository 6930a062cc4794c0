"""What can happen to what is kept."""

from livingwell.practice.keeping import sentences as sentences
from livingwell.practice.keeping.actions.copies import ask_for_copy, throw_copy_away
from livingwell.practice.keeping.actions.destroying import (
    agree_to_destroy,
    destroy_words,
    find_destruction,
    propose_destruction,
    propose_found,
    take_back_destruction,
)
from livingwell.practice.keeping.actions.requests import (
    answer_request,
    ask_right,
    begin_legal_hold,
    copy_for_request,
    end_legal_hold,
    enter_request,
    take_longer,
)
from livingwell.practice.keeping.actions.terms import set_basis, set_keeping_time

__all__ = [
    "agree_to_destroy",
    "answer_request",
    "ask_for_copy",
    "ask_right",
    "begin_legal_hold",
    "copy_for_request",
    "destroy_words",
    "end_legal_hold",
    "enter_request",
    "find_destruction",
    "propose_destruction",
    "propose_found",
    "set_basis",
    "set_keeping_time",
    "take_back_destruction",
    "take_longer",
    "throw_copy_away",
]
