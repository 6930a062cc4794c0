"""What does the database allow on a person's plan and staying safe?

Promise 4 lives here: nobody but the person writes there. What a worker enters in their voice, a tick by whoever took a
step on, and a name beside the person's are written by the platform's errand, after the act's rule was asked.
"""

from livingwell.kit.database.locks import VIEWER, gate_function, guard, lock
from livingwell.practice.circle.locks import OWN, at_hand, shared, still_knows
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.locks import held
from livingwell.practice.plan.models import (
    Chance,
    GpCopy,
    Plan,
    PlanBefore,
    PlanItem,
    Review,
    SafeBefore,
    SafeItem,
    StayingSafe,
    Step,
    Suggestion,
)

SHARED = shared(Part.PLAN)
JUST_NOW = f"{at_hand('written', 'taken_out')} and {held()}"
STILL_KNOWS = still_knows("person_id")
UNANSWERED = "taken_at is null and changed_at is null and left_at is null"
PRINTS_FOR = "gate.prints_for({t}.person_id)"
STANDING = "taken_out_at is null and beside_id is null"

lock(Plan, read=f"{OWN} or {SHARED}", insert=OWN, steward="select, insert")
lock(
    PlanItem,
    read=f"{OWN} or ({STANDING} and ({SHARED})) or ({JUST_NOW})",
    insert=OWN,
    update=("words, version, changed_by_id, changed_by_name, changed_at, taken_out_by_id, taken_out_at", OWN),
    steward="select, insert, update",
)
lock(
    Step,
    read=f"{OWN} or ({STANDING} and ((taker_id = {VIEWER} and {STILL_KNOWS}) or {SHARED})) or ({JUST_NOW})",
    insert=OWN,
    update=(
        "words, version, day, taker_id, taker_name, changed_by_id, changed_by_name, changed_at, done_by_id, done_at,"
        " taken_out_by_id, taken_out_at",
        OWN,
    ),
    steward="select, insert, update",
)
lock(
    Review,
    read=f"{OWN} or ({STANDING} and ({SHARED})) or ({JUST_NOW})",
    insert=OWN,
    update=(
        "back, forward, look_again, version, changed_by_id, changed_by_name, changed_at, taken_out_by_id, taken_out_at",
        OWN,
    ),
    steward="select, insert, update",
)
# What was agreed to and given stays as it was.
lock(
    GpCopy,
    read=f"{OWN} or (agreed_by_id = {VIEWER} and {held()} and ({SHARED}))",
    insert=f"{OWN} and agreed_by_id = {VIEWER}",
    steward="select, insert",
)
# How it stood before is added to, and changed by nobody.
lock(PlanBefore, read=f"{OWN} or (({SHARED}) and ({PRINTS_FOR}))", insert=OWN, steward="select, insert")
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

SAFE_SHARED = shared(Part.STAYING_SAFE)
CHANGED = "version, changed_by_id, changed_by_name, changed_at, taken_out_by_id, taken_out_at"

lock(StayingSafe, read=f"{OWN} or {SAFE_SHARED}", insert=OWN, steward="select, insert")
lock(
    SafeItem,
    read=f"{OWN} or ({STANDING} and ({SAFE_SHARED})) or ({JUST_NOW})",
    insert=OWN,
    update=(f"words, number, {CHANGED}", OWN),
    steward="select, insert, update",
)
# The person puts nobody's name beside their own: that is written by an errand, once whoever it is has said so.
lock(
    Chance,
    read=f"{OWN} or ({STANDING} and ((beside_them_id = {VIEWER} and {STILL_KNOWS}) or {SAFE_SHARED})) or ({JUST_NOW})",
    insert=f"{OWN} and stood_at is null",
    update=(
        f"want, good, worries, life, agreed, look_again, beside_them_id, beside_them_name, named_by_id, named_at,"
        f" stood_by_id, stood_at, {CHANGED}",
        OWN,
    ),
    becoming=f"named_by_id is null or named_by_id = {VIEWER}",
    steward="select, insert, update",
)
lock(SafeBefore, read=f"{OWN} or (({SAFE_SHARED}) and ({PRINTS_FOR}))", insert=OWN, steward="select, insert")
gate_function("""
create or replace function gate.stands_by_chance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
-- A name beside the person's is never written by the person; and no name stays on words it was not put to.
declare
    others boolean := new.stood_at is not null and new.stood_at is distinct from old.stood_at
        and gate.viewer() is not distinct from new.person_id;
    other_words boolean := (new.named_at is not null or new.stood_at is not null)
        and (new.want, new.good, new.worries, new.life, new.agreed, new.look_again, new.beside_them_id)
            is distinct from
            (old.want, old.good, old.worries, old.life, old.agreed, old.look_again, old.beside_them_id);
begin
    if others or other_words then
        raise exception 'a name stands on chance % that nobody put to these words', new.id
            using errcode = 'check_violation', constraint = 'chance_own_name', table = 'plan_chance';
    end if;
    return null;
end $$
""")
guard(Chance, "stands_by_chance", "update", "gate.stands_by_chance", at_once=True)
