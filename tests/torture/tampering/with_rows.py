"""Tampering with rows: edited, taken out, moved, forged."""

from __future__ import annotations

import random

from tests.torture.tampering.record import Kind, Record, Touched, sql

#: For each table the columns, and SQL for a value that is not the one there.
OTHER = {
    "kit_event": {
        "id": "gen_random_uuid()",
        "at": "at + interval '1 microsecond'",
        "act": "act || 's'",
        "place_id": "gen_random_uuid()",
        "about_id": "gen_random_uuid()",
        "row_id": "gen_random_uuid()",
        "by_id": "gen_random_uuid()",
        "voice_id": "gen_random_uuid()",
        "channel": "case channel when '' then 'paper' else '' end",
        "errand": "errand || ' '",
        "facts": """facts || '{"n": 10}'""",
    },
    "circle_look": {
        "id": "gen_random_uuid()",
        "at": "at - interval '1 day'",
        "place_id": "gen_random_uuid()",
        "person_id": "gen_random_uuid()",
        "people": "people || gen_random_uuid()",
        "by_id": "gen_random_uuid()",
        "by_name": "'Nadia'",
        "by_from": "'Council'",
        "what": "'story'",
        "page": "'board'",
        "reason": "'their team holds your journey'",
    },
}


def _edit(table: str, column: str, value: str, record: Record, rng: random.Random) -> Touched:
    number = record.number(table, rng)
    sql(f"update {table} set {column} = {value} where number = %s", number)
    return Touched(table, number)


def edited(record: Record, rng: random.Random) -> Touched:
    """Any column of any row."""
    table = record.table(rng)
    column = rng.choice(list(OTHER[table]))
    return _edit(table, column, OTHER[table][column], record, rng)


def unsaid_for_empty(record: Record, rng: random.Random) -> Touched:
    """Nothing, where there was an empty list, and the other way about: NULL is not ''."""
    table, column, value = rng.choice(
        [("circle_look", "people", "null"), ("kit_event", "facts", "'null'"), ("circle_look", "by_from", "null")]
    )
    sql(f"alter table {table} alter {column} drop not null")
    return _edit(table, column, value, record, rng)


def facts_respelled(record: Record, rng: random.Random) -> Touched:
    """The same number with a nought behind it, a key more, a key less, text for a number."""
    value = rng.choice(
        ["""facts || '{"n": 1.0}'""", """facts || '{"m": null}'""", "facts - 'until'", """facts || '{"n": "1"}'"""]
    )
    return _edit("kit_event", "facts", value, record, rng)


def moved_in_a_list(record: Record, rng: random.Random) -> Touched:
    """Whom a list showed, in another order."""
    (number,) = rng.choice(sql("select number from circle_look where cardinality(people) > 1 and number <= %s",
                               record.numbers["circle_look"][-1]))  # fmt: skip
    sql("update circle_look set people = people[2:] || people[1] where number = %s", number)
    return Touched("circle_look", number)


def swapped_looks(record: Record, rng: random.Random) -> Touched:
    """Two people's looks change places: the rows stay, and say who looked at whom the other way about."""
    one, other = sql(
        "select distinct on (person_id) number, person_id from circle_look where person_id is not null and number <= %s"
        " order by person_id, random()",
        record.numbers["circle_look"][-1],
    )[:2]
    for (number, _), (_, person) in ((one, other), (other, one)):
        sql("update circle_look set person_id = %s where number = %s", person, number)
    return Touched("circle_look", one[0])


def one_taken_out(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    number = record.number(table, rng)
    sql(f"delete from {table} where number = %s", number)
    return Touched(table, number)


def one_person_taken_out(record: Record, rng: random.Random) -> Touched:
    """Every sealed look at somebody, or every event about them."""
    table, column = rng.choice([("circle_look", "person_id"), ("kit_event", "about_id")])
    sql(f"delete from {table} where {column} = (select {column} from {table} where {column} is not null"
        " and number <= %s order by random() limit 1)", record.numbers[table][-1])  # fmt: skip
    return Touched(table)


def end_cut_off(record: Record, rng: random.Random) -> Touched:
    """The last sealed rows, and all that are not sealed yet."""
    table = record.table(rng)
    number = rng.choice(record.numbers[table][-6:])
    sql(f"delete from {table} where number >= %s", number)
    return Touched(table, number)


def emptied(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    sql(f"truncate {table}")
    return Touched(table)


def changed_places(record: Record, rng: random.Random) -> Touched:
    """Two rows, wherever they are, take each other's number."""
    table = record.table(rng)
    one, other = rng.sample(record.numbers[table], 2)
    sql(f"update {table} set number = %s - number where number in (%s, %s)", one + other, one, other)
    return Touched(table, one)


def renumbered(record: Record, rng: random.Random) -> Touched:
    """Everything from one row on is one later."""
    table = record.table(rng)
    number = record.number(table, rng)
    sql(f"update {table} set number = number + 1 where number >= %s", number)
    return Touched(table)


def moved_to_the_end(record: Record, rng: random.Random) -> Touched:
    """A sealed row becomes one that waits for a seal."""
    table = record.table(rng)
    number = record.number(table, rng)
    sql(f"update {table} set number = nextval('{table}_number') where number = %s", number)
    return Touched(table, number)


def _forge(table: str, number: int) -> None:
    columns = ", ".join(column for column in OTHER[table] if column != "id")
    sql(f"insert into {table} (id, number, {columns}) select gen_random_uuid(), %s, {columns} from {table}"
        " order by random() limit 1", number)  # fmt: skip


def forged_in_the_middle(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    number = record.number(table, rng)
    _forge(table, number)
    return Touched(table, number)


def forged_into_a_gap(record: Record, rng: random.Random) -> Touched:
    """Where what was rolled back had drawn a number: no row is in its way."""
    table = record.table(rng)
    there = record.numbers[table]
    number = rng.choice(sorted(set(range(there[0], there[-1])) - set(there)))
    _forge(table, number)
    return Touched(table, number)


def forged_before_the_first(record: Record, rng: random.Random) -> Touched:
    table, number = record.table(rng), -rng.randint(1, 9)
    _forge(table, number)
    return Touched(table, number)


def forged_ahead_of_all(record: Record, rng: random.Random) -> Touched:
    """With a number that has not been given out."""
    table = record.table(rng)
    number = record.numbers[table][-1] + 10_000
    _forge(table, number)
    return Touched(table, number)


def put_in_place_of_another(record: Record, rng: random.Random) -> Touched:
    table = record.table(rng)
    number = record.number(table, rng)
    _forge(table, number)
    sql(f"delete from {table} where id = (select id from {table} where number = %s order by id limit 1)", number)
    return Touched(table, number)


def lock_left_off(record: Record, rng: random.Random) -> Touched:
    """Nothing is changed yet, and everything may be from now on."""
    table = record.table(rng)
    sql(f"alter table {table} disable trigger all")
    return Touched(table)


def read_through_another(record: Record, rng: random.Random) -> Touched:
    """The name leads to a view that hides one row."""
    table = record.table(rng)
    number = record.number(table, rng)
    sql(f"alter table {table} rename to {table}_kept")
    sql(f"create view {table} as select * from {table}_kept where number <> {number}")
    sql(f"grant select on {table} to livingwell_steward")
    return Touched(table)


KINDS: list[Kind] = [
    edited, edited, edited, edited, unsaid_for_empty, facts_respelled, moved_in_a_list, swapped_looks, one_taken_out,
    one_person_taken_out, end_cut_off, emptied, changed_places, renumbered, moved_to_the_end, forged_in_the_middle,
    forged_into_a_gap, forged_before_the_first, forged_ahead_of_all, put_in_place_of_another, lock_left_off,
    read_through_another,
]  # fmt: skip
