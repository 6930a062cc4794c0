"""What does the database allow on people's tables, and how does it know who is looking?"""

from allauth.mfa.models import Authenticator

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, gate_function, library_tables, lock, open_table
from livingwell.people.models import (
    Account,
    BankHoliday,
    BrowserSession,
    CrisisLine,
    Duty,
    DutyYes,
    Invitation,
    Membership,
    Organisation,
    Person,
    Place,
    Provider,
    ProviderName,
    Role,
    RoutingArea,
    SecondStepReset,
    SignInCode,
    Team,
)

gate_function("""
create or replace function gate.my_teams() returns uuid[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(team_id), '{}') from people_membership
    where person_id = gate.viewer() and ended_at is null
$$
""")

# Whoever has worked here and does not now: what came to them as a worker is closed to them.
gate_function("""
create or replace function gate.has_left() returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from people_membership where person_id = gate.viewer())
        and not exists (select from people_membership where person_id = gate.viewer() and ended_at is null)
$$
""")

# One round trip a request: who this account is, and the setting that row security reads until the transaction ends.
gate_function("""
create or replace function gate.enter(account uuid)
returns table (person uuid, name text, place uuid, teams uuid[], roles varchar[], works_for text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    return query
        select p.id, coalesce((select min(m.known_as) from people_membership m
                               where m.person_id = p.id and m.ended_at is null), p.name)::text, p.place_id,
            array(select m.team_id from people_membership m where m.person_id = p.id and m.ended_at is null),
            array(select r.kind from people_role r where r.person_id = p.id and r.ended_at is null),
            coalesce((select string_agg(distinct o.name, ', ') from people_membership m
                      join people_organisation o on o.id = m.organisation_id
                      where m.person_id = p.id and m.ended_at is null), '')
        from people_account a join people_person p on p.id = a.person_id
        where a.id = account and a.closed_at is null;
    perform set_config('livingwell.viewer', coalesce(
        (select a.person_id::text from people_account a where a.id = account and a.closed_at is null), ''), true);
end $$
""")

# A coordinator of a support is not a coordinator in a team, though both are called one.
gate_function("""
create or replace function gate.asked_as(role varchar) returns varchar language sql immutable parallel safe as
    $$ select case role when 'coordinator' then 'support_coordinator' else role end $$
""")

# The same, and by when this account is to have a second step: null where nobody asks for one, or there is one. Nobody
# is asked in an invented place, where one click makes somebody any of the cast.
gate_function("""
create or replace function gate.come_in(account uuid)
returns table (person uuid, name text, place uuid, teams uuid[], roles varchar[], works_for text,
               second_step_by timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    return query
        select e.person, e.name, e.place, e.teams, e.roles, e.works_for,
            case when cardinality(e.teams) + cardinality(e.roles) > 0 then (
                select greatest(min(asked.began_at), min(p.second_step_asked_at))
                       + make_interval(days => min(p.second_step_within))
                from people_place p
                join (select m.kind, m.began_at from people_membership m
                      where m.person_id = e.person and m.ended_at is null
                      union all
                      select gate.asked_as(r.kind), r.began_at from people_role r
                      where r.person_id = e.person and r.ended_at is null) asked
                  on asked.kind = any (p.second_step_asked_of)
                where p.id = e.place
                  and not exists (select from mfa_authenticator s
                                  where s.user_id = account and s.type <> 'recovery_codes')
                  and not exists (select from kit_inventedmark)
                having count(*) > 0
            ) end
        from gate.enter(account) e;
end $$
""")

# For whoever leads a place: everybody who works here, and whether they have a second step.
gate_function("""
create or replace function gate.second_steps(here uuid)
returns table (person uuid, name text, kinds varchar[], began_at timestamptz, has_one boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    select w.person_id, coalesce(min(w.known_as), min(p.name))::text, array_agg(distinct w.kind order by w.kind),
        min(w.began_at),
        exists (select from people_account a join mfa_authenticator s on s.user_id = a.id
                where a.person_id = w.person_id and a.closed_at is null and s.type <> 'recovery_codes')
    from (select m.person_id, m.known_as, m.kind, m.began_at from people_membership m
          where m.place_id = here and m.ended_at is null
          union all
          select r.person_id, null, gate.asked_as(r.kind), r.began_at from people_role r
          where r.place_id = here and r.ended_at is null) w
    join people_person p on p.id = w.person_id
    where exists (select from people_role l where l.person_id = gate.viewer() and l.place_id = here
                  and l.kind = 'place_lead' and l.ended_at is null)
    group by w.person_id
    order by 2, 1
$$
""")

lock(
    Person,
    read=f"id = {VIEWER}",
    update=(
        "name, birth_year, phone, phone_hash, email, email_hash, nhs_number, nhs_number_hash, reach, needs,"
        " safe_to_leave_message, safe_to_write",
        f"id = {VIEWER}",
    ),
    steward="select, insert, update",
)
# Workers' names are public within their place. Who joins a team is written by the errand of an invitation: whoever
# could insert here would make a colleague, or a lead, of anybody. Leaving is the gate's (it passes on what they held).
lock(Membership, read="true", steward="select, insert, update")
# A role may be laid down, never taken up again.
lock(
    Role,
    read="true",
    update=("ended_at, ended_by_id", f"person_id = {VIEWER}"),
    becoming=f"ended_by_id = {VIEWER}",
    steward="select, insert, update",
)
lock(
    DutyYes,
    read="true",
    insert=f"person_id = {VIEWER} and team_id = any ({MY_TEAMS})",
    update=("ended_at, ended_by_id", f"person_id = {VIEWER} or team_id = any ({MY_TEAMS})"),
    becoming=f"ended_by_id = {VIEWER}",
    steward="select, insert, update",
)
lock(Duty, read="true", steward="select, insert")
LEADS_PLACE = f"""exists (select from people_role r where r.person_id = {VIEWER} and r.kind = 'place_lead'
    and r.ended_at is null and r.place_id = {{t}}.place_id)"""
LEADS_TEAM = f"""exists (select from people_membership m where m.person_id = {VIEWER} and m.kind = 'lead'
    and m.ended_at is null and m.team_id = {{t}}.team_id)"""
lock(
    Invitation,
    read=f"team_id = any ({MY_TEAMS}) or {LEADS_PLACE}",
    insert=f"inviter_id = {VIEWER} and ({LEADS_TEAM} or {LEADS_PLACE})",
    update=("withdrawn_by_id, withdrawn_at, email, phone", f"{LEADS_TEAM} or {LEADS_PLACE}"),
    becoming=f"withdrawn_by_id = {VIEWER}",
    steward="select, insert, update",
)
# Hashes alone; a person sees that a code was given, by whom and when. Giving and using one are errands' work.
lock(
    SignInCode,
    read=f"person_id = {VIEWER}",
    insert=f"person_id = {VIEWER} and given_by_id = {VIEWER} and kind = 'kept'",
    update=("ended_by_id, ended_at", f"person_id = {VIEWER}"),
    becoming=f"ended_by_id = {VIEWER}",
    steward="select, insert, update",
)
# Somebody's second steps are their own, and of the errand that asks for one before anybody is signed in.
THEIR_ACCOUNT = f"exists (select from people_account a where a.id = {{t}}.user_id and a.person_id = {VIEWER})"
lock(
    Authenticator,
    read=THEIR_ACCOUNT,
    insert=THEIR_ACCOUNT,
    update=("*", THEIR_ACCOUNT),
    delete=THEIR_ACCOUNT,
    steward="select, insert, update, delete",
)
lock(
    SecondStepReset,
    read=f"person_id = {VIEWER} or asked_by_id = {VIEWER} or seconder_id = {VIEWER} or {LEADS_PLACE}",
    insert=f"asked_by_id = {VIEWER} and {LEADS_PLACE} and agreed_at is null and dropped_at is null",
    update=(
        "agreed_by_id, agreed_at, dropped_by_id, dropped_at",
        f"person_id = {VIEWER} or asked_by_id = {VIEWER} or seconder_id = {VIEWER}",
    ),
    becoming=f"(agreed_by_id = {VIEWER} or dropped_by_id = {VIEWER})",
)
# An organisation's provider is set up by an operator; its secret is sealed. Whom it has named is the errand's alone.
open_table(Provider, steward="select, insert, update")
open_table(ProviderName, app="", steward="select, insert, update, delete")
# Sign-in happens before anybody is signed in: the account says who may be sent a code, and nothing of their support.
# Whoever could write an address here could come in as somebody else: accounts are made and changed by errands alone.
open_table(Account, app="select, update (last_login, phone_checked_at)", steward="select, insert, update")
# Hashes and sealed words: a row opens nothing without the browser's own cookie.
open_table(BrowserSession, app="select, insert, update, delete", steward="select, insert, update, delete")
open_table(Place, steward="select, insert, update")
open_table(Organisation, steward="select, insert, update")
open_table(Team, steward="select, insert, update")
for table in (BankHoliday, CrisisLine, RoutingArea):
    open_table(table, steward="select, insert, update, delete")
library_tables("account_", "allauth's sign-in addresses")
