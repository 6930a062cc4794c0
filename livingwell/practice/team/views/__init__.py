"""Pages and presses of the team room."""

from livingwell.practice.team.views.board import board, boards, day
from livingwell.practice.team.views.huddles import (
    begin_huddle,
    bring_forward,
    bring_in,
    end_huddle,
    huddle,
    huddle_moves,
    huddle_stream,
    huddles,
    say_in_huddle,
    turn_to,
)
from livingwell.practice.team.views.rota import (
    cover_leave,
    drop_duty_day,
    end_leave,
    plan_duty,
    rota,
    say_capacity,
    say_leave,
)

__all__ = [
    "begin_huddle",
    "board",
    "boards",
    "bring_forward",
    "bring_in",
    "cover_leave",
    "day",
    "drop_duty_day",
    "end_huddle",
    "end_leave",
    "huddle",
    "huddle_moves",
    "huddle_stream",
    "huddles",
    "plan_duty",
    "rota",
    "say_capacity",
    "say_in_huddle",
    "say_leave",
    "turn_to",
]
