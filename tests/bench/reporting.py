"""From what was measured to rows, ratios, targets met or missed, a table for people and a file for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: Targets hold from this size on; what the growth of a ratio is measured from and to.
LARGE, SMALL, GROWN = 100_000, 1_000, 100_000

#: {page: {connections: numbers}} of one size.
OfOneSize = Mapping[str, Mapping[int, Mapping[str, float]]]


@dataclass(frozen=True)
class Wanted:
    """What is asked of a page: at most so many times its floor, and so little growth of that from small to large."""

    name: str
    kind: str
    floor: str
    at_most: float
    grows: float


#: DESIGN section 7.
TARGETS = (
    Wanted("public page", "read", "one", 1, 1.3),
    Wanted("sending an introduction", "write", "one", 5, 1.3),
    Wanted("board", "read", "list", 3, 1.3),
    # Four times as many rows as the floor has, without the page around them.
    Wanted("board, a hundred more", "read", "list", 6, 1.3),
    # Four lists of up to 60 rows each, promises with their words opened.
    Wanted("my day", "read", "list", 5, 1.3),
    Wanted("a person's page", "read", "one", 5, 1.3),
    Wanted("saving a story entry", "write", "one", 5, 1.3),
    Wanted("who has looked", "read", "list", 3, 1.3),
    Wanted("finding a person by name", "search", "list", 4, 2),
    Wanted("directory search", "search", "list", 4, 2),
    # Eight times as many rows as the floor has, each with its words opened and its buttons.
    Wanted("a story of 200 entries", "read", "list", 12, 1.3),
    Wanted("a plan with 12 versions", "read", "list", 3, 1.3),
)


def rows_of(found: Mapping[int, OfOneSize], wanted: Sequence[Wanted] = TARGETS) -> list[dict[str, Any]]:
    """One row for each size, page and number of connections, with its ratios and whether it meets what is asked."""
    rows, small = [], found.get(SMALL)
    for people, of_one in sorted(found.items()):
        for page in wanted:
            for connections, of in sorted(of_one[page.name].items()):
                row = _row(people, connections, page, of, of_one[f"floor: {page.floor}"][connections])
                first = None
                if small is not None:
                    plain = small[f"floor: {page.floor}"][connections]
                    first = _row(SMALL, connections, page, small[page.name][connections], plain)
                rows.append(row | {"misses": _misses(row, page, first)})
    return rows


def _row(people: int, connections: int, page: Wanted, of: Any, floor: Any) -> dict[str, Any]:
    return {
        "page": page.name,
        "kind": page.kind,
        "people": people,
        "connections": connections,
        "p50_ms": round(of["p50_ms"], 2),
        "p95_ms": round(of["p95_ms"], 2),
        "cpu_ms": round(of["cpu_ms"], 2),
        "queries": of["queries"],
        "bytes": of["bytes"],
        "floor": page.floor,
        "ratio_p50": round(of["p50_ms"] / floor["p50_ms"], 2),
        "ratio_cpu": round(of["cpu_ms"] / floor["cpu_ms"], 2),
        "target": page.at_most,
    }


def _misses(row: Mapping[str, Any], page: Wanted, small: Mapping[str, Any] | None) -> list[str]:
    """In words, what the row does not meet: both ratios are held to the target, and to its growth."""
    missed = []
    for what, ratio in (("time", "ratio_p50"), ("CPU", "ratio_cpu")):
        if row["people"] >= LARGE and row[ratio] > page.at_most:
            missed.append(f"{what} is {row[ratio]:g} times the floor, and may be {page.at_most:g}")
        if row["people"] == GROWN and small is not None and row[ratio] > page.grows * small[ratio]:
            grown = row[ratio] / small[ratio]
            missed.append(f"{what} beside the floor grew {grown:.2f} times from {SMALL}, and may {page.grows:g}")
    return missed


def floors_of(found: Mapping[int, OfOneSize]) -> list[dict[str, Any]]:
    """The floors themselves, that ratios can be made again."""
    return [
        {"floor": name.removeprefix("floor: "), "people": people, "connections": connections}
        | {key: round(value, 2) for key, value in of.items()}
        for people, of_one in sorted(found.items())
        for name, by_connections in of_one.items()
        if name.startswith("floor: ")
        for connections, of in sorted(by_connections.items())
    ]


def table(rows: Sequence[Mapping[str, Any]], floors: Sequence[Mapping[str, Any]]) -> str:
    """For people to read."""
    head = (
        f"{'page':<26}{'people':>9}{'at once':>8}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}{'queries':>8}{'kB':>7}"
        f"  {'floor':<5}{'p50 ×':>7}{'cpu ×':>7}{'may be':>7}  met"
    )
    lines = [head, "-" * len(head)]
    for floor in floors:
        lines.append(_line(f"floor: {floor['floor']}", floor))
    for row in rows:
        met = "no: " + "; ".join(row["misses"]) if row["misses"] else "yes" if row["people"] >= LARGE else "–"
        ratios = f"  {row['floor']:<5}{row['ratio_p50']:>7.2f}{row['ratio_cpu']:>7.2f}{row['target']:>7g}  {met}"
        lines.append(_line(str(row["page"]), row) + ratios)
    return "\n".join(lines)


def _line(name: str, row: Mapping[str, Any]) -> str:
    return (
        f"{name:<26}{row['people']:>9}{row['connections']:>8}{row['p50_ms']:>9.1f}{row['p95_ms']:>9.1f}"
        f"{row['cpu_ms']:>9.2f}{row['queries']:>8.0f}{row['bytes'] / 1000:>7.1f}"
    )
