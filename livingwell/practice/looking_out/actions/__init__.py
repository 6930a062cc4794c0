"""What can happen: a worry is raised, taken, acted on, told of and closed; a worker sets out and comes back."""

from livingwell.practice.looking_out.actions.visits import come_back, set_out, stay_longer
from livingwell.practice.looking_out.actions.worries import (
    RAISING,
    Raised,
    close_worry,
    raise_worry,
    read_worry,
    take_worry,
    tell_them,
    write_worry_entry,
)

__all__ = [
    "RAISING",
    "Raised",
    "close_worry",
    "come_back",
    "raise_worry",
    "read_worry",
    "set_out",
    "stay_longer",
    "take_worry",
    "tell_them",
    "write_worry_entry",
]
