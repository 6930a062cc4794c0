"""What does the database allow of destroying? Two names, a week, nobody back, and no legal hold: asked here once more,
at the row, at the key and at the hold, so that no code that forgets it, and none that is killed half way, destroys.

Whatever may be destroyed, comes under hold or opens a journey takes the same turn for one person first: of a hold and a
destroying in the same moment, one sees the other.
"""

from livingwell.kit.database.locks import VIEWER, gate_function, guard, lock
from livingwell.kit.secrets.models import DataKey
from livingwell.practice.circle.locks import A_MOMENT, OWN
from livingwell.practice.holding.models import Journey
from livingwell.practice.keeping.models import Destruction, LegalHold

LEADS = "gate.answers_for_destroying({t}.place_id)"

gate_function("""
create or replace function gate.answers_for_destroying(of_place uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from people_role where person_id = gate.viewer() and place_id = of_place
                   and kind in ('privacy_lead', 'place_lead') and ended_at is null)
$$
""")
# Whatever changes what may be destroyed of somebody goes on when no other of that kind is under way.
gate_function(
    """
create or replace function gate.takes_turn_at(whom uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended('what is kept of ' || whom, 0))
$$
""",
    private=True,
)
# What stands against destroying now: 'hold', 'journey', 'works', or nothing.
gate_function(
    """
create or replace function gate.stands_against(whom uuid, what text, asked boolean) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform gate.takes_turn_at(whom);
    if exists (select from keeping_legalhold where person_id = whom and ended_at is null) then return 'hold'; end if;
    -- Their own words they may have destroyed while they are supported; otherwise nothing goes before the goodbye.
    if (what = 'all' or not asked)
       and exists (select from holding_journey where person_id = whom and closed_at is null) then
        return 'journey';
    end if;
    if what = 'all' and (exists (select from people_membership where person_id = whom and ended_at is null)
                         or exists (select from people_role where person_id = whom and ended_at is null)) then
        return 'works';
    end if;
    return '';
end $$
""",
    private=True,
)
gate_function(f"""
create or replace function gate.destruction_goes_on() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    me     uuid := gate.viewer();
    first  boolean := tg_op = 'INSERT';
    says   boolean;
    stands text;
begin
    if current_setting('livingwell.errand', true) = 'restoring' and gate.is_steward() then return null; end if;
    if not first and (old.done_at is not null or old.taken_back_at is not null or old.stopped_at is not null
                      or (new.person_id, new.place_id, new.what, new.found_at) is distinct from
                         (old.person_id, old.place_id, old.what, old.found_at)
                      or new.request_id is distinct from old.request_id) then
        raise exception 'what was said of destroying stays as it was' using errcode = 'insufficient_privilege';
    end if;
    if not gate.is_steward() then
        if not first and (old.proposed_at is not null and (new.proposed_at, new.proposed_by_id) is distinct from
                              (old.proposed_at, old.proposed_by_id)
                          or old.agreed_at is not null and (new.agreed_at, new.agreed_by_id) is distinct from
                              (old.agreed_at, old.agreed_by_id)) then
            raise exception 'nobody takes another''s name away' using errcode = 'insufficient_privilege';
        end if;
        if new.proposed_at is not null and (first or old.proposed_at is null)
           and (new.proposed_by_id is distinct from me or me = new.person_id or not gate.is_privacy_lead(new.place_id)
                or abs(extract(epoch from new.proposed_at - gate.moment())) > {A_MOMENT})
           or new.agreed_at is not null and (first or old.agreed_at is null)
           and (first or old.proposed_at is null or new.agreed_by_id is distinct from me
                or me = new.person_id and new.request_id is null
                or abs(extract(epoch from new.agreed_at - gate.moment())) > {A_MOMENT})
           or new.taken_back_at is not null and new.taken_back_by_id is distinct from me then
            raise exception 'this is said in one''s own name, and now' using errcode = 'insufficient_privilege';
        end if;
    end if;
    says := new.proposed_at is not null and (first or old.proposed_at is null)
            or new.agreed_at is not null and (first or old.agreed_at is null);
    if says and new.done_at is null or not first and new.done_at is not null then
        stands := gate.stands_against(new.person_id, new.what, new.request_id is not null);
        if stands <> '' then
            raise exception 'something stands against destroying: %', stands
                using errcode = 'check_violation', constraint = 'destroying_' || stands, table = 'keeping_destruction';
        end if;
    end if;
    return null;
end $$
""")
# A key goes with a destruction that two people agreed to and that is done, and never under a hold; otherwise not at
# all. What is not a person's (an invitation's key, a worry's) is not asked about here.
gate_function("""
create or replace function gate.key_goes_with_two_names() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'UPDATE' and (new.wrapped is not null or old.wrapped is null)
       or not exists (select from people_person where id = old.owner_id) then
        return null;
    end if;
    if exists (select from keeping_legalhold where person_id = old.owner_id and ended_at is null) then
        raise exception 'nothing of % is destroyed under a legal hold', old.owner_id
            using errcode = 'check_violation', constraint = 'destroying_hold', table = 'kit_datakey';
    end if;
    if not exists (select from keeping_destruction where person_id = old.owner_id and what = 'all'
                   and agreed_by_id <> proposed_by_id and done_at is not null) then
        raise exception 'the key of % is destroyed by two names and a week, or not at all', old.owner_id
            using errcode = 'check_violation', constraint = 'key_two_names', table = 'kit_datakey';
    end if;
    return null;
end $$
""")
# A hold that begins, and somebody who comes back, stop what was to be destroyed: nothing goes by itself once the hold
# has ended, or they have gone again.
gate_function("""
create or replace function gate.hold_stops_destroying() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform gate.takes_turn_at(new.person_id);
    if new.ended_at is null then
        update keeping_destruction set stopped_at = gate.moment(), stopped_because = 'hold'
        where person_id = new.person_id and taken_back_at is null and stopped_at is null and done_at is null;
    end if;
    return null;
end $$
""")
gate_function("""
create or replace function gate.coming_back_stops_destroying() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.closed_at is null then
        perform gate.takes_turn_at(new.person_id);
        update keeping_destruction set stopped_at = gate.moment(), stopped_because = 'journey'
        where person_id = new.person_id and taken_back_at is null and stopped_at is null and done_at is null
              and (what = 'all' or request_id is null);
    end if;
    return null;
end $$
""")
# The words themselves. Of a person's own words every sealed column of the story and the plan is written over with a
# mark; a risk taken together carries two names, and what went to a GP is a record of that: both stay. Of everything,
# the key goes, and with it all that was ever sealed; name, year and ways to find them are taken off the rows.
gate_function(
    """
create or replace function gate.take_words_away(whom uuid, everything boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare one record;
begin
    delete from kit_unsent where about_id = whom and (everything or by_id = whom);
    if not everything then
        for one in select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                   and c.relname ~ '^(story|plan)_' and c.relname not in ('plan_chance', 'plan_gpcopy')
                   and a.atttypid = 'bytea'::regtype and not a.attisdropped
                   and exists (select from pg_attribute p where p.attrelid = c.oid and p.attname = 'person_id')
        loop
            execute format('update %I set %I = ''\\x00'' where person_id = $1 and length(%I) > 1',
                           one.relname, one.attname, one.attname) using whom;
        end loop;
        return;
    end if;
    update people_person set name = 'Name destroyed', birth_year = null, phone = '', phone_hash = null, email = '',
        email_hash = null, nhs_number = '', nhs_number_hash = null, safe_to_leave_message = 'no', safe_to_write = 'no'
    where id = whom;
    update keeping_request set person_name = 'Name destroyed' where person_id = whom;
    update circle_opening set person_name = 'Name destroyed' where person_id = whom;
    update circle_circletie set person_name = 'Name destroyed' where person_id = whom;
end $$
""",
    private=True,
)
gate_function("""
create or replace function gate.destroy_words(which uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    whom uuid;
    goes text;
begin
    if not gate.is_steward() then
        raise exception 'the platform does this by itself' using errcode = 'insufficient_privilege';
    end if;
    select person_id into whom from keeping_destruction where id = which;
    perform gate.takes_turn_at(whom);
    update keeping_destruction set done_at = gate.moment(),
        person_name = case when what = 'all' then '' else person_name end
    where id = which and agreed_at + interval '7 days' <= gate.moment() and done_at is null and taken_back_at is null
          and stopped_at is null
    returning what into goes;
    if not found then raise exception 'this is not to be destroyed now' using errcode = 'no_data_found'; end if;
    if goes = 'all' then
        insert into kit_datakey (owner_id, wrapped, made_at, destroyed_at)
        values (whom, null, gate.moment(), gate.moment())
        on conflict (owner_id) do update set wrapped = null, destroyed_at = gate.moment();
    end if;
    perform gate.take_words_away(whom, goes = 'all');
end $$
""")
# When somebody was last with a person: whether a journey is open, and when the last one closed. For whoever answers
# for destroying, who sees nothing else of it, and for the person.
gate_function("""
create or replace function gate.last_met(whom uuid) returns table (is_open boolean, closed timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(bool_or(j.closed_at is null), false), max(j.closed_at) from holding_journey j
    join people_person p on p.id = j.person_id
    where j.person_id = whom
    and (gate.is_steward() or whom = gate.viewer() or gate.answers_for_destroying(p.place_id))
    group by j.person_id
$$
""")
lock(
    Destruction,
    read=f"{OWN} or {LEADS}",
    insert=f"proposed_by_id = {VIEWER} and agreed_at is null and done_at is null and person_id <> {VIEWER}"
    f" and {LEADS.replace('{t}.', '')}",
    update=(
        "proposed_by_id, proposed_by_name, proposed_at, agreed_by_id, agreed_by_name, agreed_at, taken_back_by_id,"
        " taken_back_by_name, taken_back_at",
        f"{OWN} or {LEADS}",
    ),
    steward="select, insert, update",
)
guard(Destruction, "destruction_goes_on", "insert or update", "gate.destruction_goes_on", at_once=True)
guard(DataKey, "key_goes_with_two_names", "update or delete", "gate.key_goes_with_two_names", at_once=True)
guard(LegalHold, "hold_stops_destroying", "insert or update", "gate.hold_stops_destroying", at_once=True)
guard(Journey, "coming_back_stops_destroying", "insert or update", "gate.coming_back_stops_destroying", at_once=True)
# A backup that is brought back is older than some of what was destroyed: it is destroyed again, by what was exported
# of it, and by a restore alone. Whoever agreed to it may have come after the backup: then the words go all the same.
gate_function("""
create or replace function gate.destroy_again(line jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare whom uuid := (line->>'person')::uuid;
begin
    if not gate.is_steward() or current_setting('livingwell.errand', true) <> 'restoring' then
        raise exception 'only a restore destroys again' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select from people_person where id = whom) then return false; end if;
    if exists (select from people_person where id = (line->>'proposed_by')::uuid)
       and exists (select from people_person where id = (line->>'agreed_by')::uuid) then
        insert into keeping_destruction (id, place_id, person_id, person_name, what, found_at, proposed_by_id,
            proposed_by_name, proposed_at, agreed_by_id, agreed_by_name, agreed_at, taken_back_by_name, stopped_because,
            done_at)
        select (line->>'id')::uuid, (line->>'place')::uuid, whom, '', line->>'what', (line->>'found_at')::timestamptz,
            one.id, one.name, (line->>'proposed_at')::timestamptz, two.id, two.name, (line->>'agreed_at')::timestamptz,
            '', '', (line->>'done_at')::timestamptz
        from people_person one, people_person two
        where one.id = (line->>'proposed_by')::uuid and two.id = (line->>'agreed_by')::uuid
        on conflict (id) do update set agreed_by_id = excluded.agreed_by_id, agreed_by_name = excluded.agreed_by_name,
            agreed_at = excluded.agreed_at, proposed_by_id = excluded.proposed_by_id,
            proposed_by_name = excluded.proposed_by_name, proposed_at = excluded.proposed_at,
            taken_back_by_id = null, taken_back_at = null, stopped_at = null, stopped_because = '',
            done_at = excluded.done_at;
    end if;
    perform gate.take_words_away(whom, line->>'what' = 'all');
    return true;
end $$
""")
