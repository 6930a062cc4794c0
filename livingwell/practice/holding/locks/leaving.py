"""The hands that pass duty, and everything a worker held when they leave."""

from livingwell.kit.database.locks import gate_function

gate_function("""
create or replace function gate.take_duty(of_team uuid, who uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
-- Whoever takes duty holds, from that moment, what duty holds.
begin
    perform from people_team where id = of_team and closed_at is null for no key update;
    if not found then raise exception 'team % is not open', of_team using errcode = 'no_data_found'; end if;
    if (gate.is_steward() or (who = gate.viewer() and of_team = any (gate.my_teams()))) is not true then
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
    if (gate.is_steward() or who = gate.viewer()
            or exists (select from people_membership m where m.person_id = gate.viewer() and m.team_id = of_team
                       and m.kind = 'lead' and m.ended_at is null)
            or exists (select from people_role r join people_team t on t.place_id = r.place_id
                       where r.person_id = gate.viewer() and r.kind = 'place_lead' and r.ended_at is null
                       and t.id = of_team)) is not true then
        raise exception 'this is not yours to end' using errcode = 'insufficient_privilege';
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
