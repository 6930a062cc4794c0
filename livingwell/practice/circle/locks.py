"""What does the database allow around a person? And the conditions that rooms above put on their own tables."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, gate_function, lock, widen_lock
from livingwell.kit.record.sealing import put_under_seal
from livingwell.people.models import Person
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.circle.models import CircleTie, Look, Opening, Part, Share
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
        or exists (select from circle_opening o where o.person_id = {whose} and o.what = '{what.value}'
            and o.opened_by_id = {VIEWER} and o.ends_at > (select gate.moment())
            and cardinality({MY_TEAMS}) > 0)"""


def at_hand(*marks: str) -> str:
    """The second lock's way of saying `circle.rules.at_hand`."""
    minutes = int(SITTING.total_seconds() // 60)
    just_now = " or ".join(
        f"({mark}_by_id = {VIEWER} and {mark}_at > (select gate.moment()) - interval '{minutes} minutes'"
        f" and (changed_at is null or changed_by_id = {VIEWER} or changed_at < {mark}_at))"
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
        and ((s.to_person_id = {VIEWER} and {still_knows("s.person_id")}) or s.to_team_id = any ({MY_TEAMS})))""",
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
