"""What can be asked about a plan, and about staying safe?"""

from livingwell.practice.plan.reads.before import AsItWas, Version, as_it_was, versions
from livingwell.practice.plan.reads.entered import just_entered, just_entered_safe
from livingwell.practice.plan.reads.others import has_with_others, waits_at_home
from livingwell.practice.plan.reads.safety import Safe, chances_to_stand_by, safe_of, whole_safe
from livingwell.practice.plan.reads.suggestions import answers_to_my_suggestions, open_suggestions
from livingwell.practice.plan.reads.whole import Whole, plan_of, steps_taken_on, whole_plan

__all__ = [
    "AsItWas",
    "Safe",
    "Version",
    "Whole",
    "answers_to_my_suggestions",
    "as_it_was",
    "chances_to_stand_by",
    "has_with_others",
    "just_entered",
    "just_entered_safe",
    "open_suggestions",
    "plan_of",
    "safe_of",
    "steps_taken_on",
    "versions",
    "waits_at_home",
    "whole_plan",
    "whole_safe",
]
