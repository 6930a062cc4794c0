"""What does the database allow of what is kept? The person asks; the platform's errand makes copies and throws them
away; grounds and times are set by the privacy lead alone, and nobody writes over what was said before."""

from livingwell.kit.database.locks import VIEWER, gate_function, lock
from livingwell.practice.circle.locks import OWN
from livingwell.practice.keeping.locks import destroying
from livingwell.practice.keeping.models import Basis, CopySlice, KeepingTime, LegalHold, Request, WholeCopy

__all__ = ["destroying"]

LEADS = "gate.is_privacy_lead({t}.place_id)"
HANDS_OVER = f"({LEADS} and person_id <> {VIEWER} and gate.is_handed_over({{t}}.id))"

# Whether a copy answers a request of somebody who has no account to fetch it with.
gate_function("""
create or replace function gate.is_handed_over(which uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from keeping_request r where r.copy_id = which and r.answered_at is null
        and not exists (select from people_account a where a.person_id = r.person_id and a.closed_at is null))
$$
""")
# The one person here whom a letter can be from: of that name, and of all else it says. Two who fit are nobody.
gate_function("""
create or replace function gate.one_called(called text, phone bytea, email bytea, nhs_number bytea, born int)
returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select case when count(*) = 1 then (array_agg(p.id))[1] end from people_person p
    where p.place_id in (select place_id from people_role where person_id = gate.viewer() and kind = 'privacy_lead'
                         and ended_at is null)
    and p.id <> gate.viewer() and lower(p.name) = lower(called)
    and (one_called.phone is null or p.phone_hash = one_called.phone)
    and (one_called.email is null or p.email_hash = one_called.email)
    and (one_called.nhs_number is null or p.nhs_number_hash = one_called.nhs_number)
    and (born is null or p.birth_year = born)
    and num_nonnulls(one_called.phone, one_called.email, one_called.nhs_number, born) > 0
$$
""")
lock(
    WholeCopy,
    read=f"{OWN} or {HANDS_OVER}",
    insert=f"{OWN} and asked_by_id = {VIEWER} and ready_at is null",
    steward="select, insert, update",
)
lock(
    CopySlice,
    read=f"{OWN} or exists (select from keeping_wholecopy c where c.id = {{t}}.copy_id)",
    steward="select, insert, delete",
)
lock(
    Request,
    read=f"{OWN} or {LEADS}",
    insert=f"{OWN} and asked_by_id = {VIEWER} and answered_at is null and copy_id is null",
    update=(
        "due, longer_because, longer_by_id, longer_at, answer, answer_words, answered_by_id, answered_by_name,"
        " answered_at",
        f"{LEADS} and person_id <> {VIEWER}",
    ),
    becoming=f"(answered_by_id = {VIEWER} or answered_at is null)",
    steward="select, insert, update",
)
lock(
    LegalHold,
    read=f"{OWN} or {LEADS}",
    insert=f"begun_by_id = {VIEWER} and ended_at is null and {LEADS.replace('{t}.', '')}",
    update=("ended_by_id, ended_at", LEADS),
    becoming=f"ended_by_id = {VIEWER}",
)
for table in (KeepingTime, Basis):
    lock(table, read="true", insert=f"set_by_id = {VIEWER} and {LEADS.replace('{t}.', '')}", steward="select, insert")
