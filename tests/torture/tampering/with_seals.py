"""Tampering with seals: edited, taken out, and chains made anew that hold by themselves."""

from __future__ import annotations

import random

from livingwell.kit.record.links import Span, hash_spans, mark_of
from livingwell.kit.record.models import Seal
from tests.torture.tampering.record import Kind, Record, Touched, sql
from tests.torture.tampering.with_rows import edited, one_taken_out

OTHER = {
    "first": "first - 1",
    "last": "last + 1",
    "rows": "rows + 1",
    "columns": "columns - 0",
    "hash": "reverse(hash)",
    "mark": "reverse(mark)",
    "sealed_at": "sealed_at - interval '1 hour'",
    '"table"': "'elsewhere'",
}


def _chain(table: str) -> list[Seal]:
    return list(Seal.objects.filter(table=table).order_by("last"))


def seal_edited(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    column = rng.choice(list(OTHER))
    seal = rng.choice(_chain(table))
    sql(f"update kit_seal set {column} = {OTHER[column]} where id = %s", seal.pk)
    return Touched(table)


def seal_taken_out(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    chain = _chain(table)
    sql("delete from kit_seal where id = %s", rng.choice([chain[0], chain[-1], rng.choice(chain)]).pk)
    return Touched(table)


def seals_changed_places(record: Record, rng: random.Random) -> Touched:
    """Two links take each other's hash and mark."""
    table = record.table(rng)
    one, other = rng.sample(_chain(table), 2)
    for seal, said in ((one, other), (other, one)):
        sql("update kit_seal set hash = %s, mark = %s where id = %s", said.hash, said.mark, seal.pk)
    return Touched(table)


def all_seals_taken_out(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    sql('delete from kit_seal where "table" = %s', table)
    return Touched(table)


def everything_taken_out(record: Record, rng: random.Random) -> Touched:
    sql("truncate kit_seal, kit_event, circle_look")
    return Touched(record.table(rng))


def _made_anew(table: str, *, from_row: int, marks: str) -> None:
    """Every link from `from_row` on is hashed anew over the rows as they are now: the chain holds by itself."""
    link = ""
    for seal in _chain(table):
        if seal.last >= from_row:
            (found,) = hash_spans(table, seal.columns, [Span(seal.first, seal.last, link)])
            seal.hash, seal.rows = found.hash, found.rows
            seal.mark = {"ours": mark_of(seal), "kept": seal.mark, "none": ""}[marks]
            sql("update kit_seal set hash = %s, rows = %s, mark = %s where id = %s",
                seal.hash, seal.rows, seal.mark, seal.pk)  # fmt: skip
        link = seal.hash


def chain_made_anew(record: Record, rng: random.Random) -> Touched:
    """A row is edited or taken out and all links after it made to fit, by somebody without the master key."""
    touched = rng.choice([edited, one_taken_out])(record, rng)
    _made_anew(touched.table, from_row=touched.number or 0, marks=rng.choice(["kept", "none"]))
    return Touched(touched.table)


def whole_chain_made_anew_unmarked(record: Record, rng: random.Random) -> Touched:
    """As if links had never been marked."""
    touched = edited(record, rng)
    _made_anew(touched.table, from_row=0, marks="none")
    return Touched(touched.table)


def chain_made_anew_with_the_master_key(record: Record, rng: random.Random) -> Touched:
    """By somebody who has the database and the key, and not the file of exported heads."""
    touched = rng.choice([edited, one_taken_out])(record, rng)
    _made_anew(touched.table, from_row=touched.number or 0, marks="ours")
    return touched


def end_cut_off_with_its_seals(record: Record, rng: random.Random) -> Touched:
    """The last links and all their rows: what is left holds by itself."""
    table = record.table(rng)
    first = rng.choice(_chain(table)[-3:]).first
    sql('delete from kit_seal where "table" = %s and first >= %s', table, first)
    sql(f"delete from {table} where number >= %s", first)
    return Touched(table, first)


def two_links_made_one(record: Record, rng: random.Random) -> Touched:
    """One link over the rows of two, correctly hashed and marked."""
    table = record.table(rng)
    chain = _chain(table)
    at = rng.randrange(len(chain) - 1)
    one, other = chain[at : at + 2]
    sql("delete from kit_seal where id = %s", one.pk)
    sql("update kit_seal set first = %s, rows = %s where id = %s", one.first, one.rows + other.rows, other.pk)
    _made_anew(table, from_row=0, marks="ours")
    return Touched(table)


KINDS: list[Kind] = [
    seal_edited, seal_edited, seal_edited, seal_taken_out, seals_changed_places, all_seals_taken_out,
    everything_taken_out, chain_made_anew, chain_made_anew, whole_chain_made_anew_unmarked,
    chain_made_anew_with_the_master_key, chain_made_anew_with_the_master_key, end_cut_off_with_its_seals,
    two_links_made_one,
]  # fmt: skip
