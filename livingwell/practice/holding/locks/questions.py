"""Questions that must look past row security; each applies its own rule."""

from livingwell.kit.database.locks import gate_function
from livingwell.practice.holding.models import OFFER_LASTS

gate_function("""
create or replace function gate.holds_person(whom uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from holding_hold h where h.person_id = whom and h.ended_at is null
        and (h.holder_id = gate.viewer() or (h.team_id = any (gate.my_teams()) and h.kept_apart_at is null)))
$$
""")
# Who offers a journey on holds it: a colleague in the team does not, nor does whoever holds another of somebody's.
gate_function("""
create or replace function gate.is_holder(of_journey uuid, whom uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from holding_hold h where h.journey_id = of_journey and h.person_id = whom
        and h.ended_at is null and h.holder_id = gate.viewer())
$$
""")
# Asked where a row names both a journey and a person; whoever asks has to be let in by one of the two.
gate_function("""
create or replace function gate.journey_is_of(of_journey uuid, whom uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select (whom = gate.viewer() or gate.holds_person(whom))
        and exists (select from holding_journey where id = of_journey and person_id = whom)
$$
""")
# Who held a journey before: for the person, and whoever is let in by the hold there is now. A policy cannot say it (the
# table would have to ask itself), and whoever held it before is let in no more.
gate_function("""
create or replace function gate.holds_of(of_journey uuid) returns setof holding_hold
language sql stable security definer set search_path = public, pg_temp as $$
    select h.* from holding_hold h where h.journey_id = of_journey
        and (h.person_id = gate.viewer() or gate.holds_person(h.person_id))
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

# A search by name. Row security would ask its policy of every name in the place before comparing it (comparing is not
# leakproof), so the rule is applied here instead, and first: only names the viewer may see are ever compared, each
# found by its key. What it costs grows with whom a worker may see, not with who lives in the place, and how long it
# takes says nothing about anybody else. The rule is that of `Person`: own, held, shared, offered. That whom they may
# see is settled before a name is read is said twice: left to itself the planner compares the whole place's names first.
gate_function(f"""
create or replace function gate.find_person(words text, at_most int) returns table (person uuid, nearness real)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    me      uuid := gate.viewer();
    mine    uuid[] := gate.my_teams();
    gone    boolean := gate.has_left();
    moment  timestamptz := gate.moment();
    sought  text := lower(unaccent(btrim(left(words, 120))));
    may_see uuid[];
begin
    if me is null or sought = '' then return; end if;
    may_see := array(
        select me
        union select h.person_id from holding_hold h where h.holder_id = me and h.ended_at is null
        union select h.person_id from holding_hold h
            where h.team_id = any (mine) and h.ended_at is null and h.kept_apart_at is null
        union select s.person_id from circle_share s
            where s.to_person_id = me and s.ended_at is null and s.until > moment
            and (not gone or gate.supports(s.person_id))
        union select s.person_id from circle_share s
            where s.to_team_id = any (mine) and s.ended_at is null and s.until > moment
        union select o.person_id from holding_handover o where o.to_id = me
            and o.accepted_at is null and o.declined_at is null and o.withdrawn_at is null and cardinality(mine) > 0
            and o.offered_at > moment - interval '{OFFER_LASTS.days} days'
    );
    return query
    with near as materialized (
        select seen.id, p.name, lower(unaccent(p.name)) as plain from unnest(may_see) seen (id)
        cross join lateral (select q.name from people_person q where q.id = seen.id offset 0) p
    )
    select n.id, (case when starts_with(n.plain, sought) then 1 else 0 end + word_similarity(sought, n.plain))::real
    from near n
    where word_similarity(sought, n.plain) >= 0.4 or strpos(n.plain, sought) > 0
    order by 2 desc, n.name, n.id limit least(greatest(at_most, 1), 100);
end $$
""")
