"""What does the database allow on a person's plan? Promise 4 lives here: nobody but the person writes an item or a
step. What a worker enters in their voice, and a tick by whoever took a step on, is written by the platform's errand,
after the act's rule was asked."""

from livingwell.kit.database.locks import VIEWER, lock
from livingwell.practice.circle.locks import OWN, at_hand, shared, still_knows
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.locks import held
from livingwell.practice.plan.models import Plan, PlanItem, Step, Suggestion

SHARED = shared(Part.PLAN)
JUST_NOW = f"{at_hand('written', 'taken_out')} and {held()}"
STILL_KNOWS = still_knows("person_id")
UNANSWERED = "taken_at is null and changed_at is null and left_at is null"
STANDING = "taken_out_at is null and beside_id is null"

lock(Plan, read=f"{OWN} or {SHARED}", insert=OWN, steward="select, insert")
lock(
    PlanItem,
    read=f"{OWN} or ({STANDING} and ({SHARED})) or ({JUST_NOW})",
    insert=OWN,
    update=("words, version, changed_by_id, changed_at, taken_out_by_id, taken_out_at", OWN),
    steward="select, insert, update",
)
lock(
    Step,
    read=f"{OWN} or ({STANDING} and ((taker_id = {VIEWER} and {STILL_KNOWS}) or {SHARED})) or ({JUST_NOW})",
    insert=OWN,
    update=(
        "words, version, day, taker_id, taker_name, changed_by_id, changed_at, done_by_id, done_at,"
        " taken_out_by_id, taken_out_at",
        OWN,
    ),
    steward="select, insert, update",
)
lock(
    Suggestion,
    read=f"{OWN} or (suggested_by_id = {VIEWER} and {STILL_KNOWS}) or ({UNANSWERED} and {held()} and ({SHARED}))",
    insert=f"suggested_by_id = {VIEWER} and ({SHARED})",
    update=(
        "taken_by_id, taken_at, changed_by_id, changed_at, left_by_id, left_at",
        OWN,
    ),
    steward="select, insert, update",
)
