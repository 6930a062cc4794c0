"""Checking every table under seal, as `livingwell verify-events` does: it only reads, and nobody waits for it.

What is asked of each table, and in which words it is answered:

- is every row as it was sealed, and does each link follow the one before (the hashes);
- did we make each link, whoever wrote it there (the marks);
- is the chain the one that was exported outside the database, link by link (the heads);
- is there a row that no link could cover, or is the lock off that keeps rows from being edited.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from django.db import connection, connections

from livingwell.kit.database.speaking import speaking
from livingwell.kit.record import heads, sealing
from livingwell.kit.record.heads import Head
from livingwell.kit.record.links import Span, hash_spans, mark_of
from livingwell.kit.record.models import AppendOnly, Seal
from livingwell.kit.viewers import Errand

VERIFYING = Errand("verifying")
#: How much one statement looks at: short enough that no transaction of ours is in anybody's way.
ROWS_AT_ONCE, LINKS_AT_ONCE = 50_000, 500

#: Called after each piece with the table and how many of how many rows have been looked at.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Broken:
    """Something that is not as it was sealed, in words; about the rows numbered `first` to `last`."""

    table: str
    says: str
    first: int = 0
    last: int = 0


@dataclass
class Verified:
    """What a check of one table found: rows under seal, links checked, rows not sealed yet, and what is broken."""

    table: str
    links: int = 0
    rows: int = 0
    waiting: int = 0
    broken: list[Broken] = field(default_factory=list)

    def say(self, says: str, first: int = 0, last: int = 0) -> None:
        self.broken.append(Broken(self.table, says, first, last))


def verify_all(*, at_once: int | None = None, progress: Progress | None = None) -> list[Verified]:
    """What a check of each table under seal finds. `at_once` pieces are checked side by side, each on a connection of
    its own (as many as there are processors, unless said); with 1, all on this one."""
    with heads.one_at_a_time(), speaking(VERIFYING):
        chains = {model: list(Seal.objects.filter(table=model._meta.db_table).order_by("last")) for model in _sealed()}
        exported = heads.exported()
    found = []
    for model, chain in chains.items():
        table = Verified(model._meta.db_table, links=len(chain))
        outside = _compare_with_exported(table, chain, exported)
        _look_at_chain(table, chain)
        _look_at_rows(table, chain, outside, at_once or os.cpu_count() or 1, progress)
        with speaking(VERIFYING):
            _look_beside_the_chain(model, table, chain)
        table.broken.sort(key=lambda each: (each.first, each.last))
        found.append(table)
    if unread := [str(head.line) for head in exported if head.said is None]:
        found[0].say(f"the exported heads cannot be read in line {', '.join(unread)}")
    return found


def _sealed() -> list[type[AppendOnly]]:
    return sealing.sealed_models


def _compare_with_exported(table: Verified, chain: list[Seal], exported: list[Head]) -> dict[int, str]:
    """The exported hashes of this table by their last row; what was exported and is not so here is said."""
    lines = [(head.line, head.said) for head in exported if head.said is not None and head.said["table"] == table.table]
    here = {seal.last: seal for seal in chain}
    for line, said in lines:
        first, last, seal = said.get("first", said["last"]), said["last"], here.get(said["last"])
        if seal is None:
            table.say(f"the link to row {last}, exported {said.get('sealed_at')} (line {line}), is gone", first, last)
        elif seal.hash != said["hash"]:
            table.say(f"the link to row {last} is another one than was exported {said.get('sealed_at')} (line {line})",
                      first, last)  # fmt: skip
        elif "mark" in said and any(said.get(name) != getattr(seal, name) for name in ("first", "rows", "mark")):
            table.say(f"line {line} of the exported heads and the link to row {last} say different things", first, last)
        elif "mark" in said and said.get("sealed_at") != str(seal.sealed_at):
            table.say(f"line {line} of the exported heads says another time than the link to row {last}", first, last)
    if any(said["last"] > after["last"] for (_, said), (_, after) in pairwise(lines)):
        table.say("the lines of the exported heads have changed places")
    outside = {said["last"]: said["hash"] for _, said in lines}
    missing = [seal for seal in chain if seal.mark and seal.last not in outside]
    if missing:
        table.say(
            f"{len(missing)} link{'s' if len(missing) > 1 else ''} from row {missing[0].first} on "
            f"{'are' if len(missing) > 1 else 'is'} not among the exported heads: "
            "the file was cut or replaced, or exporting has failed",
            missing[0].first,
            missing[-1].last,
        )
    return outside


def _look_at_chain(table: Verified, chain: list[Seal]) -> None:
    """Whether each link begins where the one before ended, and carries our mark."""
    expected, marked = 0, False
    for seal in chain:
        if seal.first != expected:
            what = f"rows {expected} to {seal.first - 1} are gone" if seal.first > expected else "links overlap"
            table.say(f"the chain is broken before row {seal.first}: links over {what}", expected, seal.first)
        marked = marked or bool(seal.mark)
        if marked and seal.mark != mark_of(seal):
            table.say(f"{_rows(seal)}: the seal itself was changed, or was not made by us", seal.first, seal.last)
        expected = seal.last + 1


def _look_at_rows(
    table: Verified, chain: list[Seal], outside: dict[int, str], at_once: int, progress: Progress | None
) -> None:
    """Whether the rows are as they were sealed. Where a link was exported, what follows is checked against that."""
    before = [""] + [outside.get(seal.last, seal.hash) for seal in chain]
    spans = [(seal, Span(seal.first, seal.last, link)) for seal, link in zip(chain, before, strict=False)]
    pieces, all_rows, done = list(_pieces(spans)), sum(seal.rows for seal in chain), 0

    def look(piece: list[tuple[Seal, Span]]) -> list[tuple[Seal, str, int]]:
        with speaking(VERIFYING):
            found = hash_spans(table.table, piece[0][0].columns, [span for _, span in piece])
        return [(seal, each.hash, each.rows) for (seal, _), each in zip(piece, found, strict=True)]

    def look_apart(piece: list[tuple[Seal, Span]]) -> list[tuple[Seal, str, int]]:
        try:
            return look(piece)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(at_once) as pool:
        answers = pool.map(look_apart, pieces) if at_once > 1 and len(pieces) > 1 else map(look, pieces)
        for answer in answers:
            for seal, found, rows in answer:
                _judge(table, seal, found, rows, outside.get(seal.last, seal.hash))
                done += seal.rows
                table.rows += rows
            if progress is not None:
                progress(table.table, done, all_rows)


def _pieces(spans: list[tuple[Seal, Span]]) -> Iterator[list[tuple[Seal, Span]]]:
    for _, same in groupby(spans, key=lambda each: each[0].columns):
        piece: list[tuple[Seal, Span]] = []
        rows = 0
        for each in same:
            piece.append(each)
            rows += each[0].rows
            if rows >= ROWS_AT_ONCE or len(piece) >= LINKS_AT_ONCE:
                yield piece
                piece, rows = [], 0
        if piece:
            yield piece


def _judge(table: Verified, seal: Seal, found: str, rows: int, sealed: str) -> None:
    if rows < seal.rows:
        says = f"{seal.rows} were sealed and {rows} are there: {seal.rows - rows} taken out or moved"
    elif rows > seal.rows:
        says = f"{seal.rows} were sealed and {rows} are there: {rows - seal.rows} put in"
    elif found != sealed:
        says = "as many as were sealed, but not as they were: edited, renumbered or replaced"
    else:
        return
    table.say(f"{_rows(seal)}: {says}", seal.first, seal.last)


def _rows(seal: Seal) -> str:
    return f"rows {seal.first} to {seal.last}, sealed {seal.sealed_at:%-d %B %Y, %H:%M:%S} UTC"


def _look_beside_the_chain(model: type[Any], table: Verified, chain: list[Seal]) -> None:
    """What no link covers: rows that wait for one; rows numbered before the first or with a number never drawn; the
    table's own lock against editing."""
    number = model._meta.get_field("number")
    (sequence,) = (value.value for value in number.db_default.source_expressions)
    after = chain[-1].last if chain else -1
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*) filter (where number > %s), max(number), count(*) filter (where number < 0),"
            f" min(number) from {table.table} where number > %s or number < 0",
            [after, after],
        )
        table.waiting, highest, negative, lowest = cursor.fetchone()
        cursor.execute("select coalesce((select last_value from pg_sequences where sequencename = %s), 0)", [sequence])
        (drawn,) = cursor.fetchone()
        cursor.execute(
            "select c.relkind = 'r', exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgenabled <> 'D'"
            " and t.tgname like 'pgtrigger_append_only%%') from pg_class c where c.oid = %s::regclass",
            [table.table],
        )
        ordinary, locked = cursor.fetchone()
    if negative:
        table.say(f"{negative} numbered before the first row, from {lowest} on: put in by hand", lowest, 0)
    if highest is not None and highest > drawn:
        table.say(f"row {highest} has a number that was never given out ({drawn} was the last)", drawn + 1, highest)
    if not ordinary:
        table.say("what is read under this name is no table of ours")
    elif not locked:
        table.say("the lock that keeps rows from being edited or removed is off")
