"""Sealing the records: a chain of hashes over batches, kept off the request path, and the check of every link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.locks import gate_function
from livingwell.kit.record.models import AppendOnly, Event, Seal

BATCH = 10_000

#: Tables under seal. Each has a column `number` drawn from a sequence as the row is written.
sealed_models: list[type[AppendOnly]] = [Event]

# Waits for every writer under way and stops new ones for a moment, so that no row with a smaller number can still
# come: the batch is then exactly the rows up to `number`. The application itself may not lock tables: hence the gate.
gate_function("""
create or replace function gate.last_number(sealed text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare last bigint;
begin
    if not gate.is_steward() then raise insufficient_privilege; end if;
    set local lock_timeout = '5s';
    execute format('lock table %I in share mode', sealed);
    execute format('select max(number) from %I', sealed) into last;
    return last;
end $$
""")


def put_under_seal(model: type[AppendOnly]) -> None:
    """A room's own record joins the chain."""
    sealed_models.append(model)


def seal_table(model: type[AppendOnly]) -> int:
    """Seal what has been written since the last seal, in batches; return how many rows. Runs within an errand."""
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        # One sealer at a time: two that had read the same last link would fork the chain.
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"seal:{table}"])
    before = Seal.objects.filter(table=table).order_by("-last").first()
    first, link = (before.last + 1, before.hash) if before else (0, "")
    with connection.cursor() as cursor:
        cursor.execute("select gate.last_number(%s)", [table])
        (highest,) = cursor.fetchone()
    sealed = 0
    while highest is not None and first <= highest:
        last, count = _batch_end(table, first, highest)
        link = link_hash(link, table, columns, first, last)
        Seal.objects.create(
            table=table, first=first, last=last, rows=count, columns=columns, hash=link, sealed_at=clock.now()
        )
        sealed += count
        first = last + 1
    return sealed


def _batch_end(table: str, first: int, highest: int) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select max(number), count(*) from (select number from {table} where number between %s and %s"
            " order by number limit %s) batch",
            [first, highest, BATCH],
        )
        last, count = cursor.fetchone()
    # Numbers that a rolled-back transaction drew are gaps; a batch reaches over them.
    return (last, count) if count == BATCH else (highest, count)


def link_hash(before: str, table: str, columns: list[str], first: int, last: int) -> str:
    """The hash (SHA-256, hexadecimal) of a batch's rows in the order of their numbers, and of the link before."""
    spelled = " || '|' || ".join(f'quote_nullable("{column}"::text)' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute("set local timezone to 'UTC'")
        cursor.execute(
            f"""select encode(sha256(convert_to(%s || coalesce(string_agg(encode(sha256(convert_to({spelled},
                'UTF8')), 'hex'), ',' order by number), '') || %s, 'UTF8')), 'hex')
                from {table} where number between %s and %s""",
            [before, f"{table}:{first}:{last}", first, last],
        )
        return str(cursor.fetchone()[0])


@dataclass(frozen=True)
class Broken:
    """A link that does not hold, in words."""

    table: str
    says: str


@dataclass
class Verified:
    """What a check of one table found: rows under seal, links checked, rows not sealed yet, and what is broken."""

    table: str
    links: int
    rows: int
    waiting: int
    broken: list[Broken]


def verify(model: type[AppendOnly]) -> Verified:
    """Check every link of one table's chain, and the exported heads against it. Runs within an errand."""
    table = model._meta.db_table
    broken: list[Broken] = []
    link, expected, links, rows, last = "", 0, 0, 0, -1
    for seal in Seal.objects.filter(table=table).order_by("last"):
        found = link_hash(link, table, seal.columns, seal.first, seal.last)
        count = _count(table, seal.first, seal.last)
        if seal.first != expected:
            broken.append(Broken(table, f"the link before {seal.first} is missing"))
        if count != seal.rows:
            broken.append(Broken(table, f"rows {seal.first} to {seal.last}: {seal.rows} sealed, {count} there"))
        elif found != seal.hash:
            broken.append(Broken(table, f"rows {seal.first} to {seal.last} are not as they were sealed"))
        link, expected, last = seal.hash, seal.last + 1, seal.last
        links, rows = links + 1, rows + count
    for head in exported_heads(table):
        if not Seal.objects.filter(table=table, last=head["last"], hash=head["hash"]).exists():
            broken.append(Broken(table, f"a seal exported {head['sealed_at']} (to row {head['last']}) is gone"))
    return Verified(table, links, rows, _count(table, last + 1, 2**62), broken)


def _count(table: str, first: int, last: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where number between %s and %s", [first, last])
        return int(cursor.fetchone()[0])


def export_heads() -> None:
    """Append the newest seal of each table to a file outside the database, where who can rewrite the one cannot
    rewrite the other. Call after the seals are committed."""
    path = Path(settings.SEAL_HEADS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {(head["table"], head["last"]) for head in _heads()}
    with path.open("a", encoding="utf-8") as file:
        for model in sealed_models:
            seal = Seal.objects.filter(table=model._meta.db_table).order_by("-last").first()
            if seal is not None and (seal.table, seal.last) not in known:
                head = {"table": seal.table, "last": seal.last, "hash": seal.hash, "sealed_at": str(seal.sealed_at)}
                file.write(json.dumps(head) + "\n")


def exported_heads(table: str) -> Iterator[dict[str, Any]]:
    """The exported heads of one table, oldest first."""
    return (head for head in _heads() if head["table"] == table)


def _heads() -> list[dict[str, Any]]:
    path = Path(settings.SEAL_HEADS_FILE)
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
