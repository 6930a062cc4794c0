"""What can happen to a plan."""

from livingwell.practice.plan.actions.items import begin_plan, change_item, put_back_item, take_out_item, write_item
from livingwell.practice.plan.actions.steps import (
    add_step,
    change_step,
    put_back_step,
    take_out_step,
    tick_step,
    untick_step,
)
from livingwell.practice.plan.actions.suggestions import (
    change_suggestion,
    hear_answer,
    leave_suggestion,
    suggest_step,
    take_suggestion,
)

__all__ = [
    "add_step",
    "begin_plan",
    "change_item",
    "change_step",
    "change_suggestion",
    "hear_answer",
    "leave_suggestion",
    "put_back_item",
    "put_back_step",
    "suggest_step",
    "take_out_item",
    "take_out_step",
    "take_suggestion",
    "tick_step",
    "untick_step",
    "write_item",
]
