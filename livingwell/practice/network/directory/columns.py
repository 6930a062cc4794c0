"""Which column of a CSV file means what?"""

import csv
import io
from dataclasses import dataclass

from .unreadable import UnreadableDirectory

FIELDS: dict[str, str] = {
    "name": "name|service name|name of service|service|support|title|activity|activity name|group|group name|project",
    "description": "description|desc|details|about|summary|service description|what we do|information|"
    "short description",
    "address": "address|full address|postal address|venue|venue name|venue address|location|address 1|address 2|"
    "address 3|address 4|address line 1|address line 2|address line 3|address line 4|address1|address2|address3|street|"
    "street address|building",
    "locality": "town|city|locality|town or city|towncity|post town|area|district",
    "postcode": "postcode|post code|postal code|zip|zip code|pcode",
    "telephone": "telephone|telephone number|tel|tel no|tel number|phone|phone number|phone no|mobile|mobile number|"
    "contact number|contact telephone|contact phone|phones|landline|helpline",
    "website": "website|web site|web|url|web address|website address|link|webpage|web page|homepage|www",
    "email": "email|e mail|email address|e mail address|mail|contact email",
    "organisation": "organisation|organization|organisation name|organization name|provider|provider name|charity",
    "schedule": "schedule|opening times|opening hours|times|hours|when|days and times|day and time|days",
    "cost": "cost|costs|price|prices|fee|fees|charge|charges",
    "eligibility": "eligibility|who for|who is it for|who can use it|criteria|age range|ages|target audience",
    "languages": "languages|language",
    "access": "access|accessibility|access notes|how to access|wheelchair access|referral",
    "topics": "topics|topic|category|categories|tags|keywords|type|service type",
    "latitude": "latitude|lat|y",
    "longitude": "longitude|long|lng|lon|x",
    "assured": "assured|assured date|assured on|last reviewed|reviewed|review date|last updated|updated|date modified",
    "status": "status",
}
_MEANINGS = {synonym: name for name, synonyms in FIELDS.items() for synonym in synonyms.split("|")}
_DELIMITERS = ",;\t|"
_LOOK_AT = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headings are and what they mean. `row` counts from 1; columns are indexes into a row's cells."""

    row: int
    delimiter: str
    names: tuple[str, ...]
    known: dict[str, tuple[int, ...]]
    unknown: tuple[int, ...]


def find_headings(text: str) -> Heading:
    """The heading row among the first ten, under whichever delimiter explains most of it.

    Case, spaces, underscores and punctuation in headings do not matter; common synonyms are understood. Raises
    `UnreadableDirectory` when no row has a column for the name and one more that we know.
    """
    best: Heading | None = None
    for delimiter in _DELIMITERS:
        for number, cells in enumerate(_first_rows(text, delimiter), start=1):
            heading = _heading(number, cells, delimiter)
            if best is None or len(heading.known) > len(best.known):
                best = heading
    if best is None or len(best.known) < 2 or not ({"name", "organisation"} & best.known.keys()):
        first = next((cells for cells in _first_rows(text, ",") if any(c.strip() for c in cells)), [])
        seen = ", ".join(f"“{' '.join(c.split())[:30]}”" for c in first[:8] if c.strip()) or "nothing we can read"
        raise UnreadableDirectory(
            "The file has not the columns we need: at least a name and one more of description, address, postcode, "
            f"telephone and website. Its first row says {seen}."
        )
    return best


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            rows.append(cells)
            if len(rows) == _LOOK_AT:
                break
    except csv.Error:
        pass  # What was read before the break is enough to look for headings.
    return rows


def _heading(number: int, cells: list[str], delimiter: str) -> Heading:
    names = [" ".join(cell.replace("\ufeff", "").split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    known: dict[str, list[int]] = {}
    unknown = []
    for index, name in enumerate(names):
        meaning = _MEANINGS.get(_plain(name))
        if meaning:
            known.setdefault(meaning, []).append(index)
        elif name:
            unknown.append(index)
    return Heading(number, delimiter, tuple(names), {k: tuple(v) for k, v in known.items()}, tuple(unknown))


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
