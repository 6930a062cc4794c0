"""Pages and presses of the team room."""

from livingwell.practice.team.views.board import board, boards, day
from livingwell.practice.team.views.huddles import (
    begin_huddle,
    bring_forward,
    end_huddle,
    huddle,
    huddle_moves,
    huddle_stream,
    huddles,
    say_in_huddle,
    turn_to,
)

__all__ = [
    "begin_huddle",
    "board",
    "boards",
    "bring_forward",
    "day",
    "end_huddle",
    "huddle",
    "huddle_moves",
    "huddle_stream",
    "huddles",
    "say_in_huddle",
    "turn_to",
]
