"""Who may? - for a person's plan. They write it; others read it by a share and may suggest."""

from django.db.models import Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Person
from livingwell.people.own_things import keeps_own_things
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.rules import at_hand, own, shared, still_knows
from livingwell.practice.holding.rules import held, voiced
from livingwell.practice.plan.models import Plan, PlanItem, Step, Suggestion

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
unanswered = Rule(lambda who: Q(taken_at=None, changed_at=None, left_at=None))
#: Suggestions are read out to somebody, who answers: by a worker who holds and was let into the plan.
reads_out = by_share & unanswered & held()
#: Their own voice is the act's, not the reader's: nobody suggests to themselves.
somebody_else = Rule(lambda who: ~Q(person_id=who.id))

allow(Plan, read=own | by_share, suggest_step=by_share & somebody_else)
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
    Suggestion,
    read=own | suggested_it | reads_out,
    take_suggestion=voiced() & unanswered,
    change_suggestion=voiced() & unanswered,
    leave_suggestion=voiced() & unanswered,
    hear_answer=suggested_it,
)
widen(Person, begin_plan=voiced("pk"), write_item=voiced("pk"), add_step=voiced("pk"))
keeps_own_things(lambda person: Plan.unguarded.filter(person_id=person).exists())
