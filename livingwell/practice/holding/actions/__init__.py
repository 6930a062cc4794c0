"""What can happen to a journey and to whoever holds it."""

from livingwell.practice.holding import sentences as sentences
from livingwell.practice.holding.actions.duty import say_duty_yes, take_duty
from livingwell.practice.holding.actions.endings import (
    propose_ending,
    say_goodbye,
    second_ending,
    undo_ending,
)
from livingwell.practice.holding.actions.handovers import (
    accept_handover,
    decline_handover,
    offer_handover,
    withdraw_handover,
)
from livingwell.practice.holding.actions.holds import begin_journey, hold_journey, return_to_duty
from livingwell.practice.holding.actions.leaving import close_organisation, leave_team
from livingwell.practice.holding.actions.reach import change_reach
from livingwell.practice.holding.actions.teams import open_team

__all__ = [
    "accept_handover",
    "begin_journey",
    "change_reach",
    "close_organisation",
    "decline_handover",
    "hold_journey",
    "leave_team",
    "offer_handover",
    "open_team",
    "propose_ending",
    "return_to_duty",
    "say_duty_yes",
    "say_goodbye",
    "second_ending",
    "take_duty",
    "undo_ending",
    "withdraw_handover",
]
