"""What can happen in a team's day?"""

from livingwell.practice.team.actions.huddles import (
    begin_huddle,
    bring_forward,
    end_huddle,
    promise_in_huddle,
    say_in_huddle,
    turn_to,
)

__all__ = ["begin_huddle", "bring_forward", "end_huddle", "promise_in_huddle", "say_in_huddle", "turn_to"]
