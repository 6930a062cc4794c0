"""What does the database allow? Supports are public; connections are the person's, and move only as TRANSITIONS say."""

from livingwell.kit.database.locks import VIEWER, gate_function, guard, lock, open_table
from livingwell.practice.circle.locks import OWN
from livingwell.practice.holding.locks import held
from livingwell.practice.network.models import (
    ENDED,
    Connection,
    ConnectionStep,
    ImportedRow,
    ImportRun,
    Opening,
    Source,
    Spelling,
    Stage,
    Support,
    Taxonomy,
    Topic,
)
from livingwell.practice.network.rules import moves

open_table(Source, steward="select, insert, update")
open_table(
    Support, app="select, insert, update (closed_at, closed_by_id, changed_at)", steward="select, insert, update"
)
open_table(Taxonomy, app="select, insert", steward="select, insert")
open_table(Topic, app="select, insert", steward="select, insert")
open_table(Opening, steward="select, insert, delete")
open_table(Spelling, app="select, insert, update", steward="select, insert, update, delete")
open_table(ImportRun, steward="select, insert")
open_table(ImportedRow, steward="select, insert")

THEIRS = f"{OWN} or gate.holds_person(person_id)"
#: What no act changes once a connection is there.
FIXED = {"id", "place_id", "person_id", "journey_id", "chosen_by_id", "chosen_at"}
CHANGING = ", ".join(field.column for field in Connection._meta.concrete_fields if field.column not in FIXED)

lock(
    Connection,
    read=f"{OWN} or {held()}",
    insert=THEIRS,
    update=(CHANGING, f"{OWN} or {held()}"),
    steward=f"select, insert, update ({CHANGING})",
)
lock(
    ConnectionStep,
    read=f"{OWN} or {held()}",
    insert=f"done_by_id = {VIEWER} and ({THEIRS})",
    steward="select, insert",
)

_ended = ", ".join(f"'{stage.value}'" for stage in ENDED)
_moves = ", ".join(f"('{before.value}', '{after.value}')" for before, after in moves())

gate_function(f"""
create or replace function gate.connection_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    closed timestamptz;
begin
    -- Shared with others who choose it, and waited for by whoever closes it: one of the two sees the other.
    select closed_at into closed from network_support where id = new.support_id for share;
    if new.stage not in ({_ended}) and closed is not null
       and exists (select from network_connection where id = new.id and stage not in ({_ended})) then
        raise exception 'connection % goes to a support that has closed', new.id
            using errcode = 'check_violation', constraint = 'connection_support_open', table = 'network_connection';
    end if;
    if new.stage = '{Stage.CLOSED.value}' and closed is null then
        raise exception 'connection % cannot end: its support is open', new.id
            using errcode = 'check_violation', constraint = 'connection_support_closed', table = 'network_connection';
    end if;
    if tg_op = 'INSERT' then
        if new.stage <> '{Stage.CHOSEN.value}' then
            raise exception 'connection % begins by being chosen', new.id
                using errcode = 'check_violation', constraint = 'connection_moves', table = 'network_connection';
        end if;
        if not exists (select from holding_journey j where j.id = new.journey_id and j.person_id = new.person_id) then
            raise exception 'connection % belongs to somebody else''s journey', new.id
                using errcode = 'check_violation', constraint = 'connection_of_journey', table = 'network_connection';
        end if;
    elsif (new.stage <> old.stage or new.support_id <> old.support_id)
          and (old.stage, new.stage) not in ({_moves}) then
        raise exception 'connection % cannot go from % to %', new.id, old.stage, new.stage
            using errcode = 'check_violation', constraint = 'connection_moves', table = 'network_connection';
    end if;
    return null;
end $$
""")
gate_function(f"""
create or replace function gate.closed_support_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.closed_at is not null
       and exists (select from network_connection where support_id = new.id and stage not in ({_ended})) then
        raise exception 'support % has closed, and connections to it are open', new.id
            using errcode = 'check_violation', constraint = 'connection_support_open', table = 'network_support';
    end if;
    return null;
end $$
""")
guard(Connection, "connection_moves", "insert or update", "gate.connection_moves")
guard(Support, "closed_support_ends", "update of closed_at", "gate.closed_support_ends")
