"""What can happen in a team's day?"""

from livingwell.practice.team import sentences as sentences
from livingwell.practice.team.actions.huddles import (
    begin_huddle,
    bring_forward,
    bring_in,
    end_huddle,
    promise_in_huddle,
    say_in_huddle,
    turn_to,
)
from livingwell.practice.team.actions.rota import (
    begin_duty_day,
    cover_leave,
    drop_duty_day,
    end_leave,
    plan_duty,
    say_capacity,
    say_leave,
    stand_in_for_duty,
)

__all__ = [
    "begin_duty_day",
    "begin_huddle",
    "bring_forward",
    "bring_in",
    "cover_leave",
    "drop_duty_day",
    "end_huddle",
    "end_leave",
    "plan_duty",
    "promise_in_huddle",
    "say_capacity",
    "say_in_huddle",
    "say_leave",
    "stand_in_for_duty",
    "turn_to",
]
