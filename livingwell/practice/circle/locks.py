"""What does the database allow around a person? And the conditions that rooms above put on their own tables."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, gate_function, guard, lock, widen_lock
from livingwell.kit.record.sealing import put_under_seal
from livingwell.people.models import Person
from livingwell.people.young import OLDEST
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.circle.models import (
    IN_MY_CIRCLE,
    CircleTie,
    Look,
    Opening,
    Part,
    Share,
    Sitting,
    Understanding,
    WordToTeam,
)
from livingwell.practice.circle.rules import OPENING_LASTS

#: Two clocks, ours and the database's, agree to within this many seconds.
A_MOMENT = 300
OWN = f"person_id = {VIEWER}"


def still_knows(whose: str) -> str:
    """The second lock's way of saying `circle.rules.still_knows`."""
    return f"(not (select gate.has_left()) or gate.supports({whose}))"


def shared(what: Part, *, whose: str = "{t}.person_id") -> str:
    """The second lock's way of saying `circle.rules.shared`."""
    return f"""exists (select from circle_share s where s.person_id = {whose} and s.what = '{what.value}'
            and s.ended_at is null and s.until > (select gate.moment())
            and ((s.to_person_id = {VIEWER} and {still_knows("s.person_id")}) or s.to_team_id = any ({MY_TEAMS})))
        or {_opened_tonight(f"o.person_id = {whose} and o.what = '{what.value}'")}"""


def _opened_tonight(which: str) -> str:
    return f"""exists (select from circle_opening o where {which}
            and o.opened_by_id = {VIEWER} and o.ends_at > (select gate.moment())
            and cardinality({MY_TEAMS}) > 0)"""


def sat_since(mark: str) -> str:
    """The second lock's way of saying `circle.rules.sat_since`."""
    return (
        f"exists (select from circle_sitting sat where sat.person_id = {{t}}.person_id and sat.begun_by_id = {VIEWER}"
        f" and sat.ended_at >= {{t}}.{mark}_at)"
    )


def at_hand(*marks: str) -> str:
    """The second lock's way of saying `circle.rules.at_hand`."""
    minutes = int(SITTING.total_seconds() // 60)
    just_now = " or ".join(
        f"({mark}_by_id = {VIEWER} and {mark}_at > (select gate.moment()) - interval '{minutes} minutes'"
        f" and (changed_at is null or changed_by_id = {VIEWER} or changed_at < {mark}_at)"
        f" and not {sat_since(mark)})"
        for mark in marks
    )
    theirs = [f"({mark}_at is null or {mark}_by_id = {VIEWER})" for mark in marks if mark != "written"]
    return " and ".join([f"({just_now})", *theirs])


# Somebody who has left work here may be a friend all the same: asked of them alone.
gate_function("""
create or replace function gate.supports(whom uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from circle_circletie
                   where person_id = whom and supporter_id = gate.viewer() and ended_at is null)
$$
""")
gate_function("""
create or replace function gate.is_privacy_lead(of_place uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from people_role where person_id = gate.viewer() and place_id = of_place
                   and kind = 'privacy_lead' and ended_at is null)
$$
""")

lock(
    Share,
    read=f"{OWN} or (to_person_id = {VIEWER} and {still_knows('person_id')}) or to_team_id = any ({MY_TEAMS})",
    # In the person's own name alone. What a worker enters in their voice is written by the platform's errand.
    insert=f"given_by_id = {VIEWER} and {OWN}",
    update=("ended_at, ended_by_id", OWN),
    becoming=f"ended_by_id = {VIEWER}",
    steward="select, insert, update",
)
lock(
    CircleTie,
    read=f"{OWN} or supporter_id = {VIEWER}",
    insert=f"given_by_id = {VIEWER} and supporter_id is null and {OWN}",
    # A yes is given with the code alone, by the errand that knows its hash, and an end by one that ends the shares
    # too: nobody is made a supporter, or a supporter again, by an update.
    steward="select, insert, update",
)
lock(
    WordToTeam,
    read=OWN,
    # By somebody who is in the circle, about whoever's circle it is.
    insert=f"said_by_id = {VIEWER} and read_at is null and exists (select from circle_circletie c"
    f" where c.id = tie_id and c.person_id = circle_wordtoteam.person_id and c.supporter_id = {VIEWER}"
    " and c.ended_at is null)",
    steward="select, insert, update",
)
# The wish is the young person's; what came of talking is written by the errand of the worker's act.
lock(
    Understanding,
    read=OWN,
    insert=f"asked_by_id = {VIEWER} and talked_at is null and {OWN}",
    steward="select, insert, update",
)
lock(
    Sitting,
    read=f"{OWN} or begun_by_id = {VIEWER}",
    insert=f"begun_by_id = {VIEWER} and ended_at is null and gate.holds_person(person_id)",
    update=("channel, ended_by_id, ended_at", f"begun_by_id = {VIEWER}"),
    becoming=f"ended_at is null or ended_by_id = {VIEWER}",
)
lock(
    Opening,
    read=f"{OWN} or (opened_by_id = {VIEWER} and cardinality({MY_TEAMS}) > 0) or gate.is_privacy_lead(place_id)",
    # It ends by itself, soon, whoever writes it.
    insert=f"opened_by_id = {VIEWER} and reviewed_at is null and gate.holds_person(person_id)"
    f" and ends_at <= (select gate.moment()) + interval '{OPENING_LASTS.total_seconds() + A_MOMENT:.0f} seconds'",
    update=("reviewed_by_id, reviewed_at", f"gate.is_privacy_lead(place_id) and opened_by_id <> {VIEWER}"),
    becoming=f"reviewed_by_id = {VIEWER}",
)
lock(Look, read=f"person_id = {VIEWER} or by_id = {VIEWER}", insert=f"by_id = {VIEWER}")
put_under_seal(Look)

widen_lock(
    Person,
    read=f"""exists (select from circle_share s where s.person_id = {{t}}.id and s.ended_at is null
        and s.until > (select gate.moment())
        and ((s.to_person_id = {VIEWER} and {still_knows("s.person_id")}) or s.to_team_id = any ({MY_TEAMS})))
        or {_opened_tonight("o.person_id = {t}.id")}""",
)

# Who has looked at somebody, lists included: both halves are steps into an index that ends in the moment (row security
# would have to ask its question of each row, and cannot search an array by index). Asked for oneself; or by those who
# hold somebody without an account, to be shown on paper.
gate_function("""
create or replace function gate.looks_at(whom uuid, before timestamptz, at_most int)
returns setof circle_look language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if whom is distinct from gate.viewer() and not gate.prints_for(whom) then
        raise insufficient_privilege;
    end if;
    return query
        (select * from circle_look l
         where l.person_id = whom and l.by_id <> whom and l.at < before order by l.at desc limit at_most)
        union all
        (select * from circle_look l where l.person_id is null
         and l.people @> array[whom] and l.by_id <> whom and l.at < before order by l.at desc limit at_most);
end $$
""")

# The same looks, counted: one row for each day, viewer, part and rule, so that a page of weeks reads few rows however
# often somebody looked. `is_new` where this viewer had opened no page of theirs before `first`; nights are from ten to
# six, where the place is.
gate_function("""
create or replace function gate.looks_counted(whom uuid, first timestamptz, last timestamptz, zone text)
returns table (day date, by_id uuid, by_name varchar, by_from varchar, what varchar, reason varchar, in_list boolean,
               times bigint, at_night bigint, is_new boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if whom is distinct from gate.viewer() and not gate.prints_for(whom) then
        raise insufficient_privilege;
    end if;
    return query
        with seen as (
            select l.at at time zone zone as here, l.by_id, l.by_name, l.by_from, l.what, l.reason, false as in_list
            from circle_look l
            where l.person_id = whom and l.by_id <> whom and l.at >= first and l.at < last
            union all
            select l.at at time zone zone, l.by_id, l.by_name, l.by_from, l.what, l.reason, true
            from circle_look l
            where l.person_id is null and l.people @> array[whom] and l.by_id <> whom
              and l.at >= first and l.at < last)
        select s.here::date, s.by_id, s.by_name, s.by_from, s.what, s.reason, s.in_list, count(*),
            count(*) filter (where extract(hour from s.here) >= 22 or extract(hour from s.here) < 6),
            not s.in_list and not exists (select from circle_look e where e.person_id = whom and e.by_id = s.by_id
                                          and e.at < first)
        from seen s group by 1, 2, 3, 4, 5, 6, 7 order by 1 desc, 3, 5;
end $$
""")

# Under 16 nobody is let in, and nobody is asked in, but after a conversation about that very decision.
gate_function(f"""
create or replace function gate.young_people_are_talked_with() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    young boolean;
begin
    select extract(year from gate.moment() at time zone p.time_zone) - w.birth_year <= {OLDEST} into young
    from people_person w join people_place p on p.id = w.place_id where w.id = new.person_id;
    if not coalesce(young, false) then
        return null;
    end if;
    if tg_table_name = 'circle_share' then
        perform from circle_understanding u where u.id = new.understanding_id and u.person_id = new.person_id
            and u.answer = 'yes' and u.what = new.what
            and u.to_person_id is not distinct from new.to_person_id
            and u.to_team_id is not distinct from new.to_team_id;
    else
        perform from circle_understanding u where u.id = new.understanding_id and u.person_id = new.person_id
            and u.answer = 'yes' and u.what = '{IN_MY_CIRCLE}' and lower(u.to_name) = lower(new.named_as);
    end if;
    if not found then
        raise exception 'nobody under 16 lets somebody in before it was talked through'
            using errcode = 'check_violation', constraint = 'young_people_are_talked_with', table = tg_table_name;
    end if;
    return null;
end $$
""")
guard(Share, "young_people_are_talked_with", "insert", "gate.young_people_are_talked_with", at_once=True)
guard(CircleTie, "young_people_are_talked_with", "insert", "gate.young_people_are_talked_with", at_once=True)
