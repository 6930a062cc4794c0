"""What does the database allow, and what does it guarantee? Promise 1 lives here: nobody but these functions writes a
journey or a hold, and at the end of every transaction the holds of a journey add up to its whole time."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, gate_function, guard, lock, widen_lock
from livingwell.people.models import Duty, Membership, Person, Team
from livingwell.practice.circle.locks import OWN
from livingwell.practice.holding.models import Ending, Handover, Hold, Journey


def held(whose: str = "{t}.person_id") -> str:
    """The second lock's way of saying `holding.rules.held`."""
    return f"""exists (select from holding_hold h where h.person_id = {whose} and h.ended_at is null
        and (h.holder_id = {VIEWER} or (h.team_id = any ({MY_TEAMS}) and h.kept_apart_at is null)))"""


def offered(whose: str = "{t}.person_id") -> str:
    """An offer to hold, not yet answered, opens the person's name to the one who is asked."""
    return f"""exists (select from holding_handover o where o.person_id = {whose} and o.to_id = {VIEWER}
        and o.accepted_at is null and o.declined_at is null and o.withdrawn_at is null)"""


# -- Questions that must look past row security ------------------------------------------------------------------------

gate_function("""
create or replace function gate.holds_person(whom uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from holding_hold h where h.person_id = whom and h.ended_at is null
        and (h.holder_id = gate.viewer() or (h.team_id = any (gate.my_teams()) and h.kept_apart_at is null)))
$$
""")
gate_function("""
create or replace function gate.prints_for(whom uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select gate.holds_person(whom)
        and not exists (select from people_account a where a.person_id = whom and a.closed_at is null)
$$
""")
gate_function("""
create or replace function gate.on_duty(of_team uuid) returns uuid
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select person_id from people_duty where team_id = of_team and ended_at is null
$$
""")

# -- The guards: promise 1 at the end of every transaction -------------------------------------------------------------

gate_function("""
create or replace function gate.journey_is_held() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    touched uuid[];
    one     uuid;
    opened  timestamptz;
    closed  timestamptz;
    covered tstzmultirange;
    astray  text;
begin
    if tg_table_name = 'holding_journey' then touched := array[new.id];
    elsif tg_op = 'INSERT' then touched := array[new.journey_id];
    elsif tg_op = 'DELETE' or new.journey_id = old.journey_id then touched := array[old.journey_id];
    else touched := array[least(old.journey_id, new.journey_id), greatest(old.journey_id, new.journey_id)];
    end if;
    foreach one in array touched loop
        -- The row lock makes a stale snapshot fail instead of writing a hold past a closing it has not seen.
        select opened_at, closed_at into opened, closed from holding_journey where id = one for no key update;
        if not found then continue; end if;
        select range_agg(tstzrange(began_at, ended_at)) into covered from holding_hold where journey_id = one;
        if covered is distinct from tstzmultirange(tstzrange(opened, closed)) then
            raise exception 'journey % must be held from % to %, and is held %', one, opened,
                coalesce(closed::text, 'now on'), coalesce(covered::text, 'by nobody')
                using errcode = 'check_violation', constraint = 'journey_is_held', table = 'holding_hold';
        end if;
        if greatest(opened, closed) > clock_timestamp()
           or exists (select from holding_hold where journey_id = one and began_at > clock_timestamp()) then
            raise exception 'journey % has a time in the future', one
                using errcode = 'check_violation', constraint = 'journey_not_in_future', table = 'holding_hold';
        end if;
        if closed is null then
            select h.holder_id::text into astray from holding_hold h
            where h.journey_id = one and h.ended_at is null and not exists (
                select from people_membership m
                where m.person_id = h.holder_id and m.team_id = h.team_id and m.ended_at is null);
            if astray is not null then
                raise exception 'journey % is held by %, who does not work in that team', one, astray
                    using errcode = 'check_violation', constraint = 'holder_works_in_team', table = 'holding_hold';
            end if;
        elsif not exists (
            select from holding_ending e where e.journey_id = one and e.undone_at is null
            and (e.kind in ('goodbye', 'not_wanted') or e.seconded_at is not null)) then
            raise exception 'journey % cannot end without the person''s own word or two workers', one
                using errcode = 'check_violation', constraint = 'journey_ends_by_word', table = 'holding_journey';
        end if;
    end loop;
    return null;
end $$
""")
gate_function("""
create or replace function gate.leaver_holds_nothing() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'DELETE' or new is distinct from old then
        if exists (select from holding_hold h where h.holder_id = old.person_id and h.team_id = old.team_id
                   and h.ended_at is null)
           or exists (select from people_duty d where d.person_id = old.person_id and d.team_id = old.team_id
                      and d.ended_at is null) then
            if not exists (select from people_membership m where m.person_id = old.person_id
                           and m.team_id = old.team_id and m.ended_at is null) then
                raise exception '% still holds journeys or is on duty in the team they leave', old.person_id
                    using errcode = 'check_violation', constraint = 'leaver_holds_nothing',
                          table = 'people_membership';
            end if;
        end if;
    end if;
    return null;
end $$
""")
gate_function("""
create or replace function gate.team_is_on_duty() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    one     uuid;
    opened  timestamptz;
    closed  timestamptz;
    covered tstzmultirange;
begin
    if tg_table_name = 'people_team' then one := new.id;
    elsif tg_op = 'DELETE' then one := old.team_id;
    else one := new.team_id;
    end if;
    select opened_at, closed_at into opened, closed from people_team where id = one for no key update;
    if not found then return null; end if;
    select range_agg(tstzrange(began_at, ended_at)) into covered from people_duty where team_id = one;
    if covered is distinct from tstzmultirange(tstzrange(opened, closed)) then
        raise exception 'team % must have somebody on duty from % to %, and has %', one, opened,
            coalesce(closed::text, 'now on'), coalesce(covered::text, 'nobody')
            using errcode = 'check_violation', constraint = 'team_is_on_duty', table = 'people_duty';
    end if;
    if closed is null and exists (select from people_duty d where d.team_id = one and d.ended_at is null
        and not exists (select from people_membership m where m.person_id = d.person_id and m.team_id = one
                        and m.ended_at is null)) then
        raise exception 'whoever is on duty for team % does not work in it', one
            using errcode = 'check_violation', constraint = 'duty_works_in_team', table = 'people_duty';
    end if;
    return null;
end $$
""")
guard(Journey, "journey_is_held", "insert or update", "gate.journey_is_held")
guard(Hold, "journey_is_held", "insert or update or delete", "gate.journey_is_held")
guard(Membership, "leaver_holds_nothing", "update or delete", "gate.leaver_holds_nothing")
guard(Team, "team_is_on_duty", "insert or update", "gate.team_is_on_duty")
guard(Duty, "team_is_on_duty", "insert or update or delete", "gate.team_is_on_duty")

# -- The only hands that write a hold ----------------------------------------------------------------------------------

gate_function(
    """
create or replace function gate.kept_apart(whom uuid, in_team uuid) returns timestamptz
language sql stable security definer set search_path = public, pg_temp as $$
    select gate.moment() where exists (
        select from people_membership where person_id = whom and team_id = in_team and ended_at is null)
$$
""",
    private=True,
)
gate_function("""
create or replace function gate.open_journey(new_id uuid, of_person uuid, to_team uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    moment timestamptz;
    duty   uuid;
    where_ uuid;
begin
    if not (gate.is_steward() or of_person = gate.viewer()) then
        raise exception 'a journey opens through the front door' using errcode = 'insufficient_privilege';
    end if;
    -- The team's row is locked, so that duty cannot change hands between reading it and holding by it.
    select place_id into where_ from people_team where id = to_team and closed_at is null for no key update;
    if not found then
        raise exception 'team % is not open', to_team using errcode = 'no_data_found';
    end if;
    select person_id into duty from people_duty where team_id = to_team and ended_at is null;
    moment := gate.moment();
    insert into holding_journey (id, place_id, person_id, opened_at, closed_at)
    values (new_id, where_, of_person, moment, null);
    insert into holding_hold (id, place_id, journey_id, person_id, holder_id, team_id, how, kept_apart_at, began_at)
    values (gen_random_uuid(), where_, new_id, of_person, duty, to_team, 'duty',
            gate.kept_apart(of_person, to_team), moment);
    return duty;
end $$
""")
gate_function(
    """
create or replace function gate.pass_hold(of_journey uuid, to_holder uuid, in_team uuid, how_held text)
returns timestamptz language plpgsql security definer set search_path = public, pg_temp as $$
-- The bare passing of a hold; it asks no rule. Only the gate's own functions may call it (see the revoke below them).
declare
    moment timestamptz;
    whose  uuid;
    place  uuid;
    began  timestamptz;
begin
    select person_id, place_id into whose, place from holding_journey
    where id = of_journey and closed_at is null for no key update;
    if not found then
        raise exception 'journey % is not open', of_journey using errcode = 'no_data_found';
    end if;
    -- Shared, so that they cannot leave the team in the same moment.
    perform from people_membership where person_id = to_holder and team_id = in_team and ended_at is null for share;
    if not found then
        raise exception '% does not work in team %', to_holder, in_team
            using errcode = 'check_violation', constraint = 'holder_works_in_team', table = 'holding_hold';
    end if;
    select began_at into began from holding_hold where journey_id = of_journey and ended_at is null;
    -- After the lock, and never before the hold it follows: two clocks may agree to the microsecond.
    moment := greatest(gate.moment(), began + interval '1 microsecond');
    update holding_hold set ended_at = moment where journey_id = of_journey and ended_at is null;
    insert into holding_hold (id, place_id, journey_id, person_id, holder_id, team_id, how, kept_apart_at, began_at)
    values (gen_random_uuid(), place, of_journey, whose, to_holder, in_team, how_held,
            gate.kept_apart(whose, in_team), moment);
    return moment;
end $$
""",
    private=True,
)
gate_function("""
create or replace function gate.take_from_duty(of_journey uuid) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare h record;
begin
    perform from holding_journey where id = of_journey and closed_at is null for no key update;
    select * into h from holding_hold where journey_id = of_journey and ended_at is null;
    if not found or h.how <> 'duty' or not (h.team_id = any (gate.my_teams())) or h.person_id = gate.viewer() then
        raise exception 'journey % is not held by your team''s duty', of_journey
            using errcode = 'insufficient_privilege';
    end if;
    return gate.pass_hold(of_journey, gate.viewer(), h.team_id, 'own');
end $$
""")
gate_function("""
create or replace function gate.accept_handover(of_handover uuid) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare o record;
begin
    -- The journey first, as everywhere: one order of locks, and nobody waits in a circle.
    perform from holding_journey where id = (select journey_id from holding_handover where id = of_handover)
    for no key update;
    select * into o from holding_handover where id = of_handover for no key update;
    if not found or o.to_id <> gate.viewer() or o.accepted_at is not null or o.declined_at is not null
       or o.withdrawn_at is not null then
        raise exception 'handover % is not offered to you', of_handover using errcode = 'insufficient_privilege';
    end if;
    update holding_handover set accepted_by_id = gate.viewer(), accepted_at = gate.moment() where id = of_handover;
    return gate.pass_hold(o.journey_id, o.to_id, o.in_team_id, 'own');
end $$
""")
gate_function("""
create or replace function gate.return_to_duty(of_journey uuid) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    h    record;
    duty uuid;
begin
    select * into h from holding_hold where journey_id = of_journey and ended_at is null;
    if not found or h.holder_id <> gate.viewer() then
        raise exception 'journey % is not held by you', of_journey using errcode = 'insufficient_privilege';
    end if;
    perform from people_team where id = h.team_id for no key update;
    return gate.pass_hold(of_journey, gate.on_duty(h.team_id), h.team_id, 'duty');
end $$
""")
gate_function("""
create or replace function gate.take_duty(of_team uuid, who uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
-- Whoever takes duty holds, from that moment, what duty holds.
begin
    perform from people_team where id = of_team and closed_at is null for no key update;
    if not found then raise exception 'team % is not open', of_team using errcode = 'no_data_found'; end if;
    if not (gate.is_steward() or (who = gate.viewer() and of_team = any (gate.my_teams()))) then
        raise exception 'duty is taken by somebody who works in the team' using errcode = 'insufficient_privilege';
    end if;
    perform gate.pass_duty(of_team, who);
end $$
""")
gate_function(
    """
create or replace function gate.pass_duty(of_team uuid, who uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
-- The bare passing of duty and of what it holds; it asks no rule.
declare
    moment timestamptz;
    before record;
    one    uuid;
    place  uuid;
begin
    select place_id into place from people_team where id = of_team for no key update;
    select * into before from people_duty where team_id = of_team and ended_at is null;
    if before.person_id = who then return; end if;
    perform from people_membership where person_id = who and team_id = of_team and ended_at is null for share;
    moment := greatest(gate.moment(), before.began_at + interval '1 microsecond');
    update people_duty set ended_at = moment where id = before.id;
    insert into people_duty (id, place_id, team_id, person_id, began_at)
    values (gen_random_uuid(), place, of_team, who, moment);
    for one in select journey_id from holding_hold
               where team_id = of_team and how = 'duty' and ended_at is null order by journey_id loop
        perform gate.pass_hold(one, who, of_team, 'duty');
    end loop;
end $$
""",
    private=True,
)
gate_function("""
create or replace function gate.leave_team(of_team uuid, who uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
-- A worker leaves, is suspended or dies: in one act duty holds what they held, duty falls to the longest-standing yes,
-- offers to them are withdrawn, and their membership ends.
declare
    next_duty uuid;
    one       uuid;
    sayer     uuid := coalesce(gate.viewer(), who);
    place     uuid;
begin
    if not (gate.is_steward() or who = gate.viewer() or of_team = any (gate.my_teams())) then
        raise exception 'this is not your team' using errcode = 'insufficient_privilege';
    end if;
    select place_id into place from people_team where id = of_team for no key update;
    update people_membership set ended_at = greatest(gate.moment(), began_at + interval '1 microsecond'),
        ended_by_id = sayer
    where team_id = of_team and person_id = who and ended_at is null;
    update people_dutyyes set ended_at = gate.moment(), ended_by_id = sayer
    where team_id = of_team and person_id = who and ended_at is null;
    if gate.on_duty(of_team) = who then
        select y.person_id into next_duty from people_dutyyes y
        join people_membership m on m.team_id = y.team_id and m.person_id = y.person_id and m.ended_at is null
        where y.team_id = of_team and y.ended_at is null order by y.said_at, y.id limit 1;
        if next_duty is null then
            -- Nobody in the team has said a standing yes: whoever is on duty for another team of the place stands in.
            select d.person_id into next_duty from people_duty d
            where d.place_id = place and d.team_id <> of_team and d.ended_at is null and d.person_id <> who
            order by d.began_at, d.id limit 1;
            if next_duty is null then
                raise exception 'nobody in this place has said yes to duty yet' using errcode = 'check_violation',
                    constraint = 'somebody_must_be_on_duty', table = 'people_duty';
            end if;
            insert into people_membership (id, place_id, team_id, organisation_id, person_id, known_as, kind, began_at)
            select gen_random_uuid(), place, of_team, m.organisation_id, next_duty, m.known_as, m.kind, gate.moment()
            from people_membership m where m.person_id = next_duty and m.ended_at is null
            and not exists (select from people_membership x where x.person_id = next_duty and x.team_id = of_team
                            and x.ended_at is null)
            limit 1;
        end if;
        perform gate.pass_duty(of_team, next_duty);
    end if;
    for one in select journey_id from holding_hold
               where team_id = of_team and holder_id = who and ended_at is null order by journey_id loop
        perform gate.pass_hold(one, gate.on_duty(of_team), of_team, 'duty');
    end loop;
    update holding_handover set withdrawn_at = gate.moment(), withdrawn_by_id = sayer
    where to_id = who and in_team_id = of_team and accepted_at is null and declined_at is null
      and withdrawn_at is null;
end $$
""")
gate_function("""
create or replace function gate.close_journey(of_journey uuid) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    j      record;
    began  timestamptz;
    moment timestamptz;
begin
    select * into j from holding_journey where id = of_journey and closed_at is null for no key update;
    if not found then raise exception 'journey % is not open', of_journey using errcode = 'no_data_found'; end if;
    if not (gate.is_steward() or j.person_id = gate.viewer() or gate.holds_person(j.person_id)) then
        raise exception 'this is not yours to end' using errcode = 'insufficient_privilege';
    end if;
    select began_at into began from holding_hold where journey_id = of_journey and ended_at is null;
    moment := greatest(gate.moment(), began + interval '1 microsecond');
    update holding_hold set ended_at = moment where journey_id = of_journey and ended_at is null;
    update holding_handover set withdrawn_at = moment, withdrawn_by_id = offered_by_id
    where journey_id = of_journey and accepted_at is null and declined_at is null and withdrawn_at is null;
    update holding_journey set closed_at = moment where id = of_journey;
    return moment;
end $$
""")
gate_function("""
create or replace function gate.undo_ending(of_ending uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
-- The ending is as if it had not been: the last hold goes on. Where its holder has left since, duty holds from now.
declare
    e record;
    h record;
begin
    select * into e from holding_ending where id = of_ending and undone_at is null for no key update;
    if not found or not (gate.viewer() in (e.said_by_id, e.seconded_by_id, e.person_id)) then
        raise exception 'this is not yours to undo' using errcode = 'insufficient_privilege';
    end if;
    perform from holding_journey where id = e.journey_id for no key update;
    update holding_ending set undone_at = gate.moment(), undone_by_id = gate.viewer() where id = of_ending;
    if e.seconded_at is null then return; end if;
    select * into h from holding_hold where journey_id = e.journey_id order by began_at desc limit 1;
    perform from people_team where id = h.team_id for no key update;
    update holding_hold set ended_at = null where id = h.id;
    update holding_journey set closed_at = null where id = e.journey_id;
    if h.how = 'duty' or not exists (select from people_membership m where m.person_id = h.holder_id
                                     and m.team_id = h.team_id and m.ended_at is null) then
        if h.holder_id is distinct from gate.on_duty(h.team_id) then
            perform gate.pass_hold(e.journey_id, gate.on_duty(h.team_id), h.team_id, 'duty');
        end if;
    end if;
end $$
""")
# Somebody who joins a team is kept apart, from then on, from a journey of their own that it holds.
gate_function("""
create or replace function gate.keep_colleagues_apart() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform from holding_journey where person_id = new.person_id and closed_at is null for no key update;
    update holding_hold set kept_apart_at = gate.moment()
    where person_id = new.person_id and team_id = new.team_id and ended_at is null and kept_apart_at is null;
    return null;
end $$
""")
guard(Membership, "keep_colleagues_apart", "insert", "gate.keep_colleagues_apart")

lock(Journey, read=f"{OWN} or {held()}", steward="select")
lock(Hold, read=f"{OWN} or holder_id = {VIEWER} or (team_id = any ({MY_TEAMS}) and kept_apart_at is null)")
lock(
    Handover,
    read=f"to_id = {VIEWER} or {held()}",
    insert=f"offered_by_id = {VIEWER} and gate.holds_person(person_id)",
    update=(
        "declined_by_id, declined_at, declined_because, withdrawn_by_id, withdrawn_at",
        f"to_id = {VIEWER} or offered_by_id = {VIEWER}",
    ),
    steward="select, insert",
)
lock(
    Ending,
    read=f"{OWN} or said_by_id = {VIEWER} or seconded_by_id = {VIEWER} or {held()}",
    insert=f"{OWN} or gate.holds_person(person_id)",
    update=("seconded_by_id, seconded_at, undone_by_id, undone_at", f"said_by_id = {VIEWER} or {held()}"),
    steward="select, insert",
)
widen_lock(Person, read=f"{held('{t}.id')} or {offered('{t}.id')}")
