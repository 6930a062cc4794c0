"""Sealing the records: a chain of hashes over batches, kept off the request path. Nobody waits for it."""

from __future__ import annotations

from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.locks import gate_function
from livingwell.kit.record.links import Span, hash_spans, mark_of
from livingwell.kit.record.models import AppendOnly, Event, Seal

BATCH = 10_000

#: Tables under seal. Each has a column `number` drawn from a sequence as the row is written.
sealed_models: list[type[AppendOnly]] = [Event]

# The highest number of which nothing smaller can still come. Whoever has drawn a smaller number and not committed yet
# holds a writer's lock on the table, taken before the number was drawn: once all who hold one now are done, every
# smaller number has been committed or will never be. Nobody is made to wait; null while somebody goes on writing.
gate_function("""
create or replace function gate.settled_number(sealed text) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
    highest bigint;
    writers text[];
begin
    if not gate.is_steward() then raise insufficient_privilege; end if;
    execute format('select max(number) from %I', sealed) into highest;
    select array_agg(l.virtualtransaction) into writers from pg_locks l
        where l.locktype = 'relation' and l.relation = to_regclass(quote_ident(sealed))
        and l.database = (select oid from pg_database where datname = current_database())
        and l.mode = 'RowExclusiveLock' and l.pid is distinct from pg_backend_pid();
    for tried in 1..250 loop
        exit when not exists (
            select from pg_locks l
            where l.locktype = 'relation' and l.relation = to_regclass(quote_ident(sealed))
            and l.mode = 'RowExclusiveLock' and l.virtualtransaction = any (writers));
        if tried = 250 then return null; end if;
        perform pg_sleep(0.02);
    end loop;
    return highest;
end $$
""")


def put_under_seal(model: type[AppendOnly]) -> None:
    """A room's own record joins the chain."""
    sealed_models.append(model)


def seal_table(model: type[AppendOnly]) -> int:
    """Seal what has been written since the last seal, in batches; return how many rows. Runs within an errand. Where
    somebody has been writing for seconds on end, nothing is sealed this time."""
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        # One sealer at a time: two that had read the same last link would fork the chain.
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"seal:{table}"])
        cursor.execute("select gate.settled_number(%s)", [table])
        (highest,) = cursor.fetchone()
    before = Seal.objects.filter(table=table).order_by("-last").first()
    first, link = (before.last + 1, before.hash) if before else (0, "")
    sealed = 0
    while highest is not None and first <= highest:
        last = _batch_end(table, first, highest)
        (found,) = hash_spans(table, columns, [Span(first, last, link)])
        seal = Seal(table=table, first=first, last=last, rows=found.rows, columns=columns, hash=found.hash,
                    sealed_at=clock.now())  # fmt: skip
        seal.mark = mark_of(seal)
        seal.save(force_insert=True)
        sealed, first, link = sealed + found.rows, last + 1, found.hash
    return sealed


def _batch_end(table: str, first: int, highest: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            # Without an upper bound: the index is walked from `first`, also where nothing is known of the table yet.
            f"select number from {table} where number >= %s order by number offset %s limit 1",
            [first, BATCH - 1],
        )
        found = cursor.fetchone()
    # Numbers that a rolled-back transaction drew are gaps; a batch reaches over them.
    return min(found[0], highest) if found else highest
