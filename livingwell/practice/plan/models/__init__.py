"""What exists: a person's plan and what stands in it, steps somebody has taken on, what others suggested, staying
safe, and how it all stood before."""

from livingwell.practice.plan.models.giving import GpCopy, HowGiven
from livingwell.practice.plan.models.plan import ItemKind, Plan, PlanBefore, PlanItem, Review, Step
from livingwell.practice.plan.models.safety import Chance, SafeBefore, SafeItem, SafeKind, StayingSafe
from livingwell.practice.plan.models.suggestions import ANSWERED, NOT_ANSWERED, SuggestedKind, Suggestion
from livingwell.practice.plan.models.written import Became, Before, Written

__all__ = [
    "ANSWERED",
    "NOT_ANSWERED",
    "Became",
    "Before",
    "Chance",
    "GpCopy",
    "HowGiven",
    "ItemKind",
    "Plan",
    "PlanBefore",
    "PlanItem",
    "Review",
    "SafeBefore",
    "SafeItem",
    "SafeKind",
    "StayingSafe",
    "Step",
    "SuggestedKind",
    "Suggestion",
    "Written",
]
