"""Who may? - for a person's plan and staying safe. They write; others read by a share, and may suggest."""

from django.db.models import Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Person
from livingwell.people.own_things import keeps_own_things
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.rules import at_hand, own, shared, still_knows
from livingwell.practice.holding.rules import held, prints_for, voiced
from livingwell.practice.plan.models import (
    NOT_ANSWERED,
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

by_share = shared(Part.PLAN)
#: What was taken out, and words kept beside others after a clash, are the person's to settle.
standing = Rule(lambda who: Q(taken_out_at=None, beside=None))
shown_to_them = by_share & standing
took_it_on = Rule(
    lambda who: Q(taker_id=who.id) & still_knows(who) & standing.q(who), "you asked them to take this step"
)
#: What a worker who holds has just written down, or taken out, for them. The README says why.
in_this_sitting = at_hand("written", "taken_out") & held()
suggested_it = Rule(lambda who: Q(suggested_by_id=who.id) & still_knows(who), "they suggested it")
unanswered = Rule(lambda who: NOT_ANSWERED)
#: Suggestions are read out to somebody, who answers: by a worker who holds and was let into the plan.
reads_out = by_share & unanswered & held()
#: Their own voice is the act's, not the reader's: nobody suggests to themselves.
somebody_else = Rule(lambda who: ~Q(person_id=who.id))

#: Whoever was let in and prints for somebody without an account may read out to them what stood there before.
own_or_on_paper = own | (by_share & prints_for)

allow(
    Plan,
    read=own | by_share,
    suggest_step=by_share & somebody_else,
    read_versions=own_or_on_paper,
    send_to_gp=voiced(),
)
#: Whoever entered it for them prints it, for as long as they hold and are let in.
entered_it = Rule(lambda who: Q(agreed_by_id=who.id), "they entered it for you") & held() & by_share
allow(GpCopy, read=own | entered_it)
allow(
    PlanItem,
    read=own | shown_to_them | in_this_sitting,
    change_item=voiced(),
    take_out_item=voiced(),
    put_back_item=voiced(),
)
allow(
    Step,
    read=own | took_it_on | shown_to_them | in_this_sitting,
    change_step=voiced(),
    take_out_step=voiced(),
    put_back_step=voiced(),
    tick_step=voiced() | took_it_on,
    untick_step=voiced() | took_it_on,
)
allow(
    Review,
    read=own | shown_to_them | in_this_sitting,
    change_review=voiced(),
    take_out_review=voiced(),
    put_back_review=voiced(),
)
allow(PlanBefore, read=own_or_on_paper)
allow(
    Suggestion,
    read=own | suggested_it | reads_out,
    take_suggestion=voiced() & unanswered,
    change_suggestion=voiced() & unanswered,
    leave_suggestion=voiced() & unanswered,
    hear_answer=suggested_it,
)

#: Staying safe opens by a share of its own, also to those who were let into the plan.
safe_by_share = shared(Part.STAYING_SAFE)
safe_shown_to_them = safe_by_share & standing
unnamed = Rule(lambda who: Q(named_at=None))
not_stood_by = Rule(lambda who: Q(stood_at=None))
asked_to_stand_by = Rule(
    lambda who: Q(beside_them_id=who.id) & still_knows(who) & standing.q(who), "you asked them to take this with you"
)

allow(StayingSafe, read=own | safe_by_share)
allow(
    SafeItem,
    read=own | safe_shown_to_them | in_this_sitting,
    change_safe_item=voiced(),
    take_out_safe_item=voiced(),
    put_back_safe_item=voiced(),
)
allow(
    Chance,
    read=own | asked_to_stand_by | safe_shown_to_them | in_this_sitting,
    change_chance=voiced(),
    take_out_chance=voiced(),
    put_back_chance=voiced(),
    put_name_to_chance=voiced() & unnamed,
    stand_by_chance=asked_to_stand_by & not_stood_by,
)
allow(SafeBefore, read=own | (safe_by_share & prints_for))
widen(
    Person,
    begin_plan=voiced("pk"),
    write_item=voiced("pk"),
    add_step=voiced("pk"),
    write_review=voiced("pk"),
    write_safe_item=voiced("pk"),
    write_chance=voiced("pk"),
)
keeps_own_things(lambda person: Plan.unguarded.filter(person_id=person).exists())
keeps_own_things(lambda person: StayingSafe.unguarded.filter(person_id=person).exists())
