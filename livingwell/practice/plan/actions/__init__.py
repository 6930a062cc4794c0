"""What can happen to a plan, and to staying safe."""

from livingwell.practice.plan.actions.chances import (
    SaidOfChance,
    change_chance,
    put_back_chance,
    put_name_to_chance,
    stand_by_chance,
    take_out_chance,
    write_chance,
)
from livingwell.practice.plan.actions.giving import send_to_gp
from livingwell.practice.plan.actions.items import begin_plan, change_item, put_back_item, take_out_item, write_item
from livingwell.practice.plan.actions.reviews import change_review, put_back_review, take_out_review, write_review
from livingwell.practice.plan.actions.safety import (
    change_safe_item,
    put_back_safe_item,
    take_out_safe_item,
    write_safe_item,
)
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
    "SaidOfChance",
    "add_step",
    "begin_plan",
    "change_chance",
    "change_item",
    "change_review",
    "change_safe_item",
    "change_step",
    "change_suggestion",
    "hear_answer",
    "leave_suggestion",
    "put_back_chance",
    "put_back_item",
    "put_back_review",
    "put_back_safe_item",
    "put_back_step",
    "put_name_to_chance",
    "send_to_gp",
    "stand_by_chance",
    "suggest_step",
    "take_out_chance",
    "take_out_item",
    "take_out_review",
    "take_out_safe_item",
    "take_out_step",
    "take_suggestion",
    "tick_step",
    "untick_step",
    "write_chance",
    "write_item",
    "write_review",
    "write_safe_item",
]
