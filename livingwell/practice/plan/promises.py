"""What is promised of plans, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised
from livingwell.practice.circle.breaches import by_nobody_who_may, looked_at_unshared


@promised(4, "items of plans, each written by the person or entered in their voice")
def every_item_is_theirs() -> Kept:
    return asked("select count(*) from plan_planitem", by_nobody_who_may("plan_planitem", "item"))


@promised(4, "steps of plans, each written by the person or entered in their voice")
def every_step_is_theirs() -> Kept:
    return asked("select count(*) from plan_step", by_nobody_who_may("plan_step", "step"))


@promised(4, "looks back and forward, each written by the person or entered in their voice")
def every_review_is_theirs() -> Kept:
    return asked("select count(*) from plan_review", by_nobody_who_may("plan_review", "review"))


@promised(4, "words for staying safe, each written by the person or entered in their voice")
def every_word_for_staying_safe_is_theirs() -> Kept:
    return asked("select count(*) from plan_safeitem", by_nobody_who_may("plan_safeitem", "word for staying safe"))


@promised(4, "risks taken together, each in the person's words, and each name put to them by whoever it is")
def every_chance_is_theirs() -> Kept:
    theirs = by_nobody_who_may("plan_chance", "risk taken together")
    return asked(
        "select count(*) from plan_chance",
        f"""{theirs} union all
        select 'risk taken together ' || c.id || ' has a name that nobody put to it' from plan_chance c
        where c.stood_at is not null and not exists (
            select from kit_event e where e.row_id = c.id and e.act = 'stand_by_chance'
            and e.by_id = c.stood_by_id and e.at >= coalesce(c.changed_at, c.written_at))
        union all
        select 'risk taken together ' || c.id || ' has a name of theirs that they did not put' from plan_chance c
        where c.named_at is not null and not exists (
            select from kit_event e where e.row_id = c.id and e.act = 'put_name_to_chance'
            and e.by_id = c.named_by_id and coalesce(e.voice_id, e.by_id) = c.person_id
            and e.at >= coalesce(c.changed_at, c.written_at))""",
    )


@promised(6, "looks at how somebody stays safe, each by a share of it, an opening, or a risk taken together")
def staying_safe_opens_by_a_share_alone() -> Kept:
    beside = "select from plan_chance c where c.person_id = l.person_id and c.beside_them_id = l.by_id"
    return asked(
        "select count(*) from circle_look where what = 'staying_safe'",
        looked_at_unshared("staying_safe", unless=f"exists ({beside})"),
    )


@promised(12, "changes to plans and to staying safe, each with the words that stood before it")
def nothing_is_only_written_over() -> Kept:
    tables = {"planitem": "plan", "step": "plan", "review": "plan", "safeitem": "safe", "chance": "safe"}
    changed = " union all ".join(f"select id, version from plan_{table} where version > 1" for table in tables)
    before = "(select of_id, became from plan_planbefore union all select of_id, became from plan_safebefore)"
    return asked(
        f"select coalesce(sum(version - 1), 0) from ({changed}) changed",
        f"""select 'row ' || changed.id || ' was changed and its words before are not kept' from ({changed}) changed
            where changed.version - 1 > (select count(*) from {before} b
                                         where b.of_id = changed.id and b.became = 'changed')""",
    )


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
