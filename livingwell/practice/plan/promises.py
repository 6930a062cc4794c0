"""What is promised of plans, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised
from livingwell.practice.circle.breaches import by_nobody_who_may, looked_at_unshared


@promised(4, "items of plans, each written by the person or entered in their voice")
def every_item_is_theirs() -> Kept:
    return asked("select count(*) from plan_planitem", by_nobody_who_may("plan_planitem", "item"))


@promised(4, "steps of plans, each written by the person or entered in their voice")
def every_step_is_theirs() -> Kept:
    return asked("select count(*) from plan_step", by_nobody_who_may("plan_step", "step"))


@promised(4, "suggestions that were answered, each in the person's own voice")
def every_answer_is_theirs() -> Kept:
    return asked(
        "select count(*) from plan_suggestion where coalesce(taken_at, changed_at, left_at) is not null",
        """select 'suggestion ' || s.id || ' was answered in nobody''s voice' from plan_suggestion s
           where coalesce(s.taken_at, s.changed_at, s.left_at) is not null and not exists (
               select from kit_event e where e.row_id = s.id and e.about_id = s.person_id
               and e.act in ('take_suggestion', 'change_suggestion', 'leave_suggestion')
               and e.by_id = coalesce(s.taken_by_id, s.changed_by_id, s.left_by_id)
               and coalesce(e.voice_id, e.by_id) = s.person_id)""",
    )


@promised(6, "looks at a plan, each by a share, an opening, or a step or suggestion of one's own")
def plans_open_by_a_share_alone() -> Kept:
    taken_on = "select from plan_step s where s.person_id = l.person_id and s.taker_id = l.by_id"
    suggested = "select from plan_suggestion s where s.person_id = l.person_id and s.suggested_by_id = l.by_id"
    return asked(
        "select count(*) from circle_look where what = 'plan'",
        looked_at_unshared("plan", unless=f"exists ({taken_on}) or exists ({suggested})"),
    )
