"""The guards: promise 1, asked by the database itself at the end of every transaction."""

from livingwell.kit.database.locks import gate_function, guard
from livingwell.people.models import Duty, Membership, Team
from livingwell.practice.holding.models import Hold, Journey

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
