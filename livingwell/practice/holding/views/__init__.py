"""Pages and presses of the holding room."""

from livingwell.practice.holding.views.endings import (
    ending,
    endings,
    propose_ending,
    say_goodbye,
    second_ending,
    undo_ending,
)
from livingwell.practice.holding.views.handovers import (
    accept_handover,
    decline_handover,
    handover,
    offer_handover,
    withdraw_handover,
)
from livingwell.practice.holding.views.holds import hold_journey, return_to_duty
from livingwell.practice.holding.views.people import person_search
from livingwell.practice.holding.views.reach import change_reach, enter_reach
from livingwell.practice.holding.views.teams import (
    close_organisation,
    leave_team,
    organisations,
    say_duty_yes,
    take_duty,
    team,
)

__all__ = [
    "accept_handover",
    "change_reach",
    "close_organisation",
    "decline_handover",
    "ending",
    "endings",
    "enter_reach",
    "handover",
    "hold_journey",
    "leave_team",
    "offer_handover",
    "organisations",
    "person_search",
    "propose_ending",
    "return_to_duty",
    "say_duty_yes",
    "say_goodbye",
    "second_ending",
    "take_duty",
    "team",
    "undo_ending",
    "withdraw_handover",
]
