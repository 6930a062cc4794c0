"""What supports does a CSV file hold?"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from .columns import FIELDS, Heading, find_headings
from .days import read_day
from .outcomes import Left, Outcome, Taken
from .places import read_position
from .records import Phone, SupportRecord, identity_from
from .row import RowMender
from .standing import read_status
from .unreadable import UnreadableDirectory

MOST_ROWS = 100_000


def read_csv(text: str) -> tuple[list[Outcome], list[str], dict[str, int]]:
    """Each row's outcome, sentences about the file, and the columns that no record keeps with their filled rows.

    Raises `UnreadableDirectory` where there is no column for a name, no row beneath the headings, or a quotation mark
    that swallows the rest of the file.
    """
    heading = find_headings(text)
    rows = list(_rows(text, heading))
    if not rows:
        raise UnreadableDirectory("The file has headings and no rows beneath them.")
    outcomes: list[Outcome] = [_read_row(number, cells, heading) for number, cells in rows]
    unread: Counter[str] = Counter()
    for _, cells in rows:
        unread.update(heading.names[i] for i in heading.unknown if i < len(cells) and cells[i].strip())
    notes = [f"The first {heading.row - 1} rows, above the headings, were skipped."] if heading.row > 1 else []
    return outcomes, notes, dict(unread)


def _rows(text: str, heading: Heading) -> Iterator[tuple[int, list[str]]]:
    """Rows beneath the headings with the number a spreadsheet shows; wholly blank lines are no rows."""
    last_line, number, end = 0, 0, "end-of-file"
    while end in text:
        end += "."
    reader = csv.reader(io.StringIO(text.rstrip("\r\n") + f"\n{end}\n", newline=""), delimiter=heading.delimiter)
    while True:
        try:
            cells = next(reader)
        except csv.Error as problem:
            raise UnreadableDirectory(f"The file breaks off at line {last_line + 1}: {problem}.") from None
        number += 1
        if cells == [end]:
            return
        if any(end in cell for cell in cells):
            raise UnreadableDirectory(
                f"A quotation mark opened on line {last_line + 1} is never closed, so the rest of the file runs into "
                "one row."
            )
        last_line = reader.line_num
        if number > MOST_ROWS:
            raise UnreadableDirectory(f"The file has more than {MOST_ROWS:,} rows, which no directory we know has.")
        if number > heading.row and cells:
            yield number, cells


def _read_row(number: int, cells: list[str], heading: Heading) -> Outcome:
    row = RowMender()
    if not any(cell.strip() for cell in cells):
        return Left(number, f"row {number} is empty")
    if any(cell.strip() for cell in cells[len(heading.names) :]):
        reason = f"row {number} has {len(cells)} cells under {len(heading.names)} headings: a comma may want its quotes"
        return Left(number, reason, cells[0].strip()[:80])
    if len(cells) < len(heading.names):
        row.note("row", f"has {len(cells)} of {len(heading.names)} cells; the rest were read as empty")
    values = {name: [cells[i] for i in heading.known.get(name, ()) if i < len(cells)] for name in FIELDS}
    name = _first(row, "name", values["name"]) or _first(row, "organisation", values["organisation"])
    if not name:
        return Left(number, f"row {number} has no name")
    return Taken(number, _record(row, name, values), tuple(row.mends))


def _record(row: RowMender, name: str, values: dict[str, list[str]]) -> SupportRecord:
    locality = _first(row, "locality", values["locality"])
    parts = [*values["address"], locality if values["address"] else ""]
    address, postcode = row.place("\n".join(p for p in parts if p.strip()), " ".join(values["postcode"]).strip())
    url, stray = row.url_or_email("website", _joined(values["website"]))
    phones: list[Phone] = []
    for cell in values["telephone"]:
        phones.extend(p for p in row.phones("telephone", cell) if p not in phones)
    email = row.email("email", _joined(values["email"])) or stray
    latitude, longitude = read_position(row, _joined(values["latitude"]), _joined(values["longitude"]))
    assured = row.line("assured", _joined(values["assured"]))
    if assured and not read_day(assured):
        row.note("assured", f"“{assured[:40]}” is not a date; left out")
    return SupportRecord(
        source_id=identity_from(name, postcode or " ".join(values["postcode"])),
        name=name,
        description=row.text("description", "\n\n".join(v for v in values["description"] if v.strip())),
        url=url,
        email=email,
        phones=tuple(phones),
        address=address,
        locality=locality,
        postcode=postcode,
        latitude=latitude,
        longitude=longitude,
        organisation_name=_first(row, "organisation", values["organisation"]),
        schedule=_listed(row, "schedule", values["schedule"], r"\n"),
        cost=row.text("cost", "\n".join(values["cost"])),
        eligibility=row.text("eligibility", "\n".join(values["eligibility"])),
        languages=_listed(row, "languages", values["languages"], r"[\n,;|/]"),
        access=_listed(row, "access", values["access"], r"\n"),
        topics=_listed(row, "topics", values["topics"], r"[\n,;|]"),
        assured_on=read_day(assured),
        status=read_status(row, _joined(values["status"])),
    )


def _first(row: RowMender, name: str, cells: list[str]) -> str:
    return next((line for line in (row.line(name, cell) for cell in cells) if line), "")


def _joined(cells: list[str]) -> str:
    return " ".join(cell for cell in cells if cell.strip())


def _listed(row: RowMender, name: str, cells: list[str], between: str) -> tuple[str, ...]:
    parts = (part.strip(" -") for cell in cells for part in re.split(between, row.text(name, cell)))
    return tuple(dict.fromkeys(part for part in parts if part))
