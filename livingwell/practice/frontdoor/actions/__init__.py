"""What can happen at the front door."""

from livingwell.practice.frontdoor.actions.afterwards import (
    add_to_introduction,
    ask_for_support_again,
    give_returning_code,
    say_not_wanted,
)
from livingwell.practice.frontdoor.actions.sameness import say_same_person
from livingwell.practice.frontdoor.actions.sending import enter_introduction, send_introduction

__all__ = [
    "add_to_introduction",
    "ask_for_support_again",
    "enter_introduction",
    "give_returning_code",
    "say_not_wanted",
    "say_same_person",
    "send_introduction",
]
