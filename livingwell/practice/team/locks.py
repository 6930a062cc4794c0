"""What does the database allow, and how does it keep the standings? By itself, whoever writes what they are made of."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, gate_function, guard, lock
from livingwell.practice.circle.locks import OWN
from livingwell.practice.circle.models import WordToTeam
from livingwell.practice.holding.locks import held
from livingwell.practice.holding.models import Ending, Handover, Hold
from livingwell.practice.meetings.models import SILENT, Attempt, Meeting, NextStep, TalkToday
from livingwell.practice.messages.models import Message
from livingwell.practice.team.models import Capacity, Huddle, Leave, PlannedDuty, Said, Standing, Turn

lock(Standing, read=f"holder_id = {VIEWER} or (team_id = any ({MY_TEAMS}) and kept_apart_at is null)")

WORKS_WITH = f"person_id <> {VIEWER} and gate.holds_person(person_id)"
lock(
    Huddle,
    read=f"team_id = any ({MY_TEAMS})",
    insert=f"team_id = any ({MY_TEAMS}) and began_by_id = {VIEWER} and ended_at is null",
    # What has ended stays so: a huddle is not taken up again, and nobody ends one in another's name.
    update=("moves, ended_by_id, ended_at", f"team_id = any ({MY_TEAMS})"),
    becoming=f"(ended_by_id is null or ended_by_id = {VIEWER})",
)
lock(
    Turn,
    read=f"{OWN} or {held()}",
    insert=f"{WORKS_WITH} and gate.huddles_in(huddle_id) and (turned_by_id is null or turned_by_id = {VIEWER})",
    update=("position, turned_by_id, turned_at", f"{WORKS_WITH} and gate.huddles_in(huddle_id)"),
    becoming=f"(turned_by_id is null or turned_by_id = {VIEWER})",
)
lock(
    Said,
    read=f"{OWN} or {held()}",
    insert=f"said_by_id = {VIEWER} and {WORKS_WITH} and gate.said_of(turn_id, note_id, step_id, person_id)",
)
lock(
    PlannedDuty,
    read=f"team_id = any ({MY_TEAMS})",
    insert=f"worker_id = {VIEWER} and team_id = any ({MY_TEAMS}) and ended_at is null",
    update=("ended_by_id, ended_at", f"team_id = any ({MY_TEAMS})"),
    becoming=f"ended_by_id = {VIEWER}",
)
lock(
    Leave,
    read=f"team_id = any ({MY_TEAMS})",
    insert=f"said_by_id = {VIEWER} and team_id = any ({MY_TEAMS}) and covered_at is null and ended_at is null",
    update=("covered_by_id, covered_by_name, covered_at, ended_by_id, ended_at", f"team_id = any ({MY_TEAMS})"),
    # A cover is a colleague's own yes; whoever ends a leave does so in their own name.
    becoming=f"(ended_by_id = {VIEWER} or (ended_by_id is null and covered_by_id = {VIEWER}))",
)
lock(
    Capacity,
    read=f"""worker_id = {VIEWER} or exists (select from people_membership m where m.person_id = {{t}}.worker_id
        and m.team_id = any ({MY_TEAMS}) and m.ended_at is null)""",
    insert=f"worker_id = {VIEWER} and cardinality({MY_TEAMS}) > 0",
    update=("at_most, said_at", f"worker_id = {VIEWER}"),
)
# Before a colleague is asked to hold: until when they are away, how many they say they can hold, how many they do. For
# whoever works in their place; who it is that they hold stays theirs.
gate_function("""
create or replace function gate.load_of(whom uuid) returns table (away_until date, at_most int, holds int)
language sql stable security definer set search_path = public, pg_temp as $$
    select (select max(l.last_day) from team_leave l where l.worker_id = whom and l.ended_at is null
            and (gate.moment() at time zone p.time_zone)::date between l.first_day and l.last_day),
        (select c.at_most::int from team_capacity c where c.worker_id = whom),
        (select count(*)::int from holding_hold h
         where h.holder_id = whom and h.how = 'own' and h.ended_at is null)
    from people_place p
    where exists (select from people_membership m where m.person_id = whom and m.ended_at is null
                  and m.place_id = p.id)
    and exists (select from people_membership m where m.person_id = gate.viewer() and m.ended_at is null
                and m.place_id = p.id)
$$
""")
gate_function("""
create or replace function gate.huddles_in(of_huddle uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from team_huddle u where u.id = of_huddle and u.ended_at is null
                   and u.team_id = any (gate.my_teams()))
$$
""")
# What is said belongs to the turn it is said in, and both are about one person.
gate_function("""
create or replace function gate.said_of(of_turn uuid, of_note uuid, of_step uuid, of_person uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from team_turn t where t.id = of_turn and t.person_id = of_person
                   and gate.huddles_in(t.huddle_id))
        and (of_note is null or exists (select from meetings_note n where n.id = of_note and n.person_id = of_person))
        and (of_step is null or exists (select from meetings_nextstep s
                                        where s.id = of_step and s.person_id = of_person))
$$
""")

COLUMNS = ", ".join(field.column for field in Standing._meta.concrete_fields)
_SILENT = ", ".join(f"'{came.value}'" for came in SILENT)

#: The standings as they are made, in the order of `COLUMNS`; each a few steps into indexes that hold open rows alone.
MADE = f"""
    select h.journey_id, h.place_id, h.person_id, h.journey_id, h.team_id, h.holder_id, h.how, h.kept_apart_at,
        h.began_at, j.opened_at,
        (select min(t.asked_at) from meetings_talktoday t where t.person_id = h.person_id and t.answered_at is null),
        o.offered_at, coalesce(o.to_name, ''),
        (select e.said_at from holding_ending e where e.journey_id = h.journey_id and e.undone_at is null),
        (select min(n.due) from meetings_nextstep n
         where n.person_id = h.person_id and n.kept_at is null and n.let_go_at is null),
        (select min(m.planned_for) from meetings_meeting m where m.person_id = h.person_id and m.stage = 'planned'),
        s.happened_at,
        (select a.tried_at from (select a.tried_at, a.came_of_it from meetings_attempt a
                                 where a.person_id = h.person_id order by a.tried_at desc limit 1) a
         where a.came_of_it in ({_SILENT}) and (s.happened_at is null or a.tried_at > s.happened_at)),
        -- Since anything came back, by whatever way: they spoke, they answered, they wrote.
        (select least(count(*), 30000) from meetings_attempt a
         where a.person_id = h.person_id and a.came_of_it in ({_SILENT})
         and a.tried_at > coalesce(s.happened_at, '-infinity')
         and a.tried_at > coalesce((select max(b.tried_at) from meetings_attempt b
                                    where b.person_id = h.person_id and b.came_of_it not in ({_SILENT})), '-infinity')
         and a.tried_at > coalesce((select w.written_at from messages_room_message w
                                    where w.person_id = h.person_id and w.side = 'theirs'
                                    order by w.written_at desc limit 1), '-infinity')),
        (select min(w.written_at) from messages_room_message w
         where w.person_id = h.person_id and w.side = 'theirs' and w.heard_at is null),
        (select min(c.said_at) from circle_wordtoteam c where c.person_id = h.person_id and c.read_at is null)
    from holding_hold h
    join holding_journey j on j.id = h.journey_id
    left join lateral (select o.offered_at, o.to_name from holding_handover o
                       where o.journey_id = h.journey_id and o.accepted_at is null and o.declined_at is null
                       and o.withdrawn_at is null order by o.offered_at, o.id limit 1) o on true
    left join lateral (select m.happened_at from meetings_meeting m
                       where m.person_id = h.person_id and m.stage = 'happened'
                       order by m.happened_at desc limit 1) s on true
    where h.ended_at is null"""
_SET = ", ".join(
    f"{field.column} = excluded.{field.column}"
    for field in Standing._meta.concrete_fields
    if field.column not in ("id", "journey_id")
)

gate_function(f"""
create or replace function gate.stand() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
-- One journey's standing, anew. Its row is locked first, in a statement of its own: whoever waited for another's
-- transaction here then reads what that one wrote, and neither's change is lost.
declare whom uuid := case when tg_op = 'DELETE' then old.person_id else new.person_id end;
begin
    perform from team_standing where person_id = whom for update;
    delete from team_standing s where s.person_id = whom
    and not exists (select from holding_hold h where h.journey_id = s.journey_id and h.ended_at is null);
    insert into team_standing ({COLUMNS}) {MADE} and h.person_id = whom
    on conflict (journey_id) do update set {_SET};
    return null;
end $$
""")
for of in (Hold, Handover, Ending, TalkToday, NextStep, Meeting, Attempt, Message, WordToTeam):
    guard(of, "stands", "insert or update or delete", "gate.stand", at_once=True)
# Who arrives while their team's huddle is on, or then asks to talk today, is told to the screens of it: they ask again.
# Nothing is written, so that nobody waits for anybody; what is told is the huddle, and not who.
gate_function("""
create or replace function gate.huddle_hears() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' or old.talk_at is null and new.talk_at is not null then
        perform pg_notify('moved', u.id || ' arrived') from team_huddle u
        where u.team_id = new.team_id and u.ended_at is null;
    end if;
    return null;
end $$
""")
guard(Standing, "huddle_hears", "insert or update", "gate.huddle_hears", at_once=True)
