"""What can happen to supports and to connections."""

from livingwell.practice.network.actions.choosing import agree_what_to_say, choose_another, choose_support
from livingwell.practice.network.actions.importing import import_directory
from livingwell.practice.network.actions.meeting import (
    arrange_first_meeting,
    say_how_it_was,
    say_met,
    say_not_wanted_now,
    say_not_yet,
)
from livingwell.practice.network.actions.offering import log_answer, offer_connection
from livingwell.practice.network.actions.supports import add_support, close_support

__all__ = [
    "add_support",
    "agree_what_to_say",
    "arrange_first_meeting",
    "choose_another",
    "choose_support",
    "close_support",
    "import_directory",
    "log_answer",
    "offer_connection",
    "say_how_it_was",
    "say_met",
    "say_not_wanted_now",
    "say_not_yet",
]
