"""What changes nothing: after each of these the check finds nothing, or it is a false alarm."""

from __future__ import annotations

import random

from tests.torture.tampering.record import Kind, Record, Touched, sql

__all__ = ["KINDS", "Kind"]


def nothing_at_all(record: Record, rng: random.Random) -> Touched:
    return Touched(record.table(rng))


def facts_spelled_in_another_order(record: Record, rng: random.Random) -> Touched:
    """PostgreSQL keeps facts in one order, whatever order they are written in: the row is what it was."""
    number = record.number("kit_event", rng)
    sql("""update kit_event set facts = (select jsonb_object_agg(key, value) from
        (select * from jsonb_each(facts) order by key desc) turned) where number = %s""", number)  # fmt: skip
    return Touched("kit_event", number)


def the_same_written_again(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    sql(f"update {table} set at = at where number = %s", record.number(table, rng))
    return Touched(table)


def numbers_drawn_by_what_was_rolled_back(record: Record, rng: random.Random) -> Touched:
    sql("select nextval('kit_event_number') from generate_series(1, 5)")
    return Touched("kit_event")


def the_database_spells_dates_otherwise(record: Record, rng: random.Random) -> Touched:
    sql("set local datestyle to 'ISO, DMY'; set local bytea_output to 'escape'")
    return Touched("kit_event")


KINDS: list[Kind] = [
    nothing_at_all,
    facts_spelled_in_another_order,
    the_same_written_again,
    numbers_drawn_by_what_was_rolled_back,
    the_database_spells_dates_otherwise,
]
