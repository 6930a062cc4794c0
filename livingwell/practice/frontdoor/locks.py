"""What does the database allow at the front door? Only the front door's own errand writes here."""

from livingwell.kit.database.locks import MY_TEAMS, NOBODY, VIEWER, gate_function, lock
from livingwell.practice.circle.locks import OWN, shared, still_knows
from livingwell.practice.circle.models import Part
from livingwell.practice.frontdoor.models import (
    Addition,
    Draft,
    Introducer,
    Introduction,
    ReturningCode,
    SamePersonHint,
)
from livingwell.practice.holding.locks import held

_SHARED = shared(Part.INTRODUCTION)

# Nobody reads these but the errand that was handed the code; and it needs the code itself to open a draft.
lock(Draft, read=NOBODY, steward="select, insert, update, delete")
lock(ReturningCode, read=NOBODY, steward="select, insert, update")

lock(Introduction, read=f"{OWN} or {held()} or {_SHARED}", steward="select, insert")
lock(
    Introducer,
    read=f"""({OWN} and telling = 'open') or (person_id <> {VIEWER} and {held()})
        or (by_person_id = {VIEWER} and {still_knows("person_id")})""",
    steward="select, insert",
)
lock(Addition, read=f"{OWN} or {held()} or {_SHARED}", steward="select, insert")
lock(
    SamePersonHint,
    read=f"for_team_id = any ({MY_TEAMS}) and person_id <> {VIEWER} and other_id <> {VIEWER}",
    steward="select, insert, update",
)

# Likely the same person. The answer never leaves this function but as a row for a team that knew the other already:
# whom nobody held is nobody's to be told of, and neither is a colleague of the team that would be told.
gate_function("""
create or replace function gate.find_likely_same(of_person uuid, of_introduction uuid, moment timestamptz) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
    p     record;
    found int;
begin
    if not gate.is_steward() then raise exception 'not yours to ask' using errcode = 'insufficient_privilege'; end if;
    select * into p from people_person where id = of_person;
    insert into frontdoor_samepersonhint
        (id, place_id, person_id, other_id, introduction_id, for_team_id, alike, found_at)
    select gen_random_uuid(), p.place_id, p.id, o.id, of_introduction, h.team_id,
        array_remove(array[
            case when o.nhs_number_hash = p.nhs_number_hash then 'nhs_number' end,
            case when o.phone_hash = p.phone_hash then 'phone' end,
            case when similarity(lower(o.name), lower(p.name)) >= 0.5 then 'name' end,
            case when o.birth_year = p.birth_year then 'birth_year' end], null), moment
    from (
        select * from people_person c where c.place_id = p.place_id and c.nhs_number_hash = p.nhs_number_hash
        union select * from people_person c where c.place_id = p.place_id and c.phone_hash = p.phone_hash
        union select * from people_person c
            where c.place_id = p.place_id and c.name % p.name and c.birth_year = p.birth_year
    ) o
    cross join lateral (
        select team_id from holding_hold where person_id = o.id
        order by ended_at is null desc, began_at desc limit 1
    ) h
    where o.id <> p.id
      and (o.nhs_number_hash is null or p.nhs_number_hash is null or o.nhs_number_hash = p.nhs_number_hash)
      and (o.nhs_number_hash = p.nhs_number_hash or similarity(lower(o.name), lower(p.name)) >= 0.3)
      and not exists (select from people_membership m where m.person_id in (o.id, p.id)
                      and m.team_id = h.team_id and m.ended_at is null)
    limit 5
    on conflict do nothing;
    get diagnostics found = row_count;
    return found;
end $$
""")
