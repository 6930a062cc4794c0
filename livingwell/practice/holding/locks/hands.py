"""The only hands that write a journey or a hold. Each asks its own rule; the private ones are called by these alone.

Where nobody is looking ``gate.viewer()`` is null, and a comparison with it is null too, which an ``if not`` would let
through: the rules here are asked as ``is not true`` and ``is distinct from``.
"""

from livingwell.kit.database.locks import gate_function
from livingwell.practice.holding.models import OFFER_LASTS

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
    if (gate.is_steward() or of_person = gate.viewer()) is not true then
        raise exception 'a journey opens through the front door' using errcode = 'insufficient_privilege';
    end if;
    -- The team's row is shared, so that duty cannot change hands between reading it and holding by it; others may
    -- arrive in the same moment.
    select place_id into where_ from people_team where id = to_team and closed_at is null for share;
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
gate_function(f"""
create or replace function gate.accept_handover(of_handover uuid) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare o record;
begin
    -- The journey first, as everywhere: one order of locks, and nobody waits in a circle.
    perform from holding_journey where id = (select journey_id from holding_handover where id = of_handover)
    for no key update;
    select * into o from holding_handover where id = of_handover for no key update;
    if not found or o.to_id is distinct from gate.viewer() or o.to_id = o.person_id or o.accepted_at is not null
       or o.declined_at is not null or o.withdrawn_at is not null
       or o.offered_at <= gate.moment() - interval '{OFFER_LASTS.days} days'
       or not exists (select from holding_journey j where j.id = o.journey_id and j.person_id = o.person_id) then
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
    if not found or h.holder_id is distinct from gate.viewer() then
        raise exception 'journey % is not held by you', of_journey using errcode = 'insufficient_privilege';
    end if;
    perform from people_team where id = h.team_id for share;
    return gate.pass_hold(of_journey, gate.on_duty(h.team_id), h.team_id, 'duty');
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
    if (gate.is_steward() or j.person_id = gate.viewer() or gate.holds_person(j.person_id)) is not true then
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
    if not found or (gate.viewer() in (e.said_by_id, e.seconded_by_id, e.person_id)) is not true
       or (gate.viewer() <> e.person_id and cardinality(gate.my_teams()) = 0) then
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
