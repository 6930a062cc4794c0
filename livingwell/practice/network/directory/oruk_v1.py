"""What services does an Open Referral UK v1 file hold?"""

import json
from collections import Counter
from typing import Any

from .nested import Piece, any_of, piece, pieces
from .oruk_service import READ, READ_OF_ORGANISATION, read_service
from .outcomes import Outcome, Source
from .row import RowMender
from .unreadable import UnreadableDirectory

MOST_SERVICES = 100_000
_SERVICE_MARKS = ("id", "description", "organization", "url", "service_at_locations", "contacts")
_EMPTY: tuple[object, ...] = (None, "", [], {})
_TOLD = ("meta", "metadata", "source", "info")


def read_oruk(text: str) -> tuple[list[Outcome], list[str], dict[str, int], Source]:
    """Each service's outcome, sentences about the file, what no record keeps with its filled rows, and the source.

    Takes a page (an object with `content`), a bare list of services, or one service. Raises `UnreadableDirectory` for
    JSON that is broken (saying where) or that holds no services.
    """
    feed = _parse(text)
    page: Piece = feed if isinstance(feed, dict) else {}
    services = _services(feed)
    if len(services) > MOST_SERVICES:
        raise UnreadableDirectory(f"The file has more than {MOST_SERVICES:,} services, which no directory we know has.")
    outcomes = [read_service(number, service) for number, service in enumerate(services, start=1)]
    unread: Counter[str] = Counter()
    for service in services:
        if isinstance(service, dict):
            unread.update(_filled(service, READ, ""))
            unread.update(_filled(piece(service, "organization"), READ_OF_ORGANISATION, "organization."))
    return outcomes, _notes(page, len(services)), dict(unread), _source(page if "content" in page else {})


def _filled(parent: Piece, read: frozenset[str], prefix: str) -> list[str]:
    return [prefix + str(key)[:80] for key, value in parent.items() if key not in read and value not in _EMPTY]


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        if problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated string"):
            end = " ".join(text[-60:].split())
            raise UnreadableDirectory(
                f"The file breaks off in the middle, at line {problem.lineno}: it was not downloaded whole. Its last "
                f"words are “{end}”."
            ) from None
        near = " ".join(text[max(0, problem.pos - 30) : problem.pos + 30].split())
        raise UnreadableDirectory(
            f"The file is not proper JSON: it breaks at line {problem.lineno}, character {problem.colno}, "
            f"near “{near}”."
        ) from None
    except (RecursionError, ValueError):
        raise UnreadableDirectory("The file is JSON of a shape that no directory has, and could not be read.") from None


def _services(feed: object) -> list[object]:
    if isinstance(feed, dict):
        if "content" in feed:
            content = feed["content"]
            services = content if isinstance(content, list) else [content] if isinstance(content, dict) else []
        elif "contents" in feed:
            raise UnreadableDirectory(
                "The file looks like Open Referral UK version 3 (it has “contents”); we read version 1 (“content”)."
            )
        elif "name" in feed and any(mark in feed for mark in _SERVICE_MARKS):
            services = [feed]
        else:
            seen = ", ".join(f"“{str(key)[:30]}”" for key in list(feed)[:6]) or "nothing"
            raise UnreadableDirectory(f"The file is JSON, but not a directory: we look for “content” and found {seen}.")
    else:
        services = feed if isinstance(feed, list) else []
    if not services:
        raise UnreadableDirectory("The file is JSON with no services in it.")
    return services


def _notes(page: Piece, here: int) -> list[str]:
    notes: list[str] = []
    total, pages, number = (page.get(key) for key in ("totalElements", "totalPages", "number"))
    if _count(total) and total != here:
        part = f", page {number} of {pages}" if _count(number) and _count(pages) else ""
        notes.append(f"The file holds {here} of the feed's {total} services{part}: the rest are in its other pages.")
    return notes


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9


def _source(page: Piece) -> Source:
    row = RowMender()
    for told in (page, *pieces(page, *_TOLD)):
        licence_url = row.url("licence", any_of(told, "licence_url", "license_url", "licenseUrl", "licenceUrl"))
        licence = row.line("licence", _named(any_of(told, "licence", "license", "rights")))
        source = Source(
            publisher=row.line("publisher", _named(any_of(told, "publisher", "provider", "data_owner"))),
            attribution=row.line("attribution", _named(any_of(told, "attribution", "copyright", "credit"))),
            licence=licence,
            licence_url=licence_url or (row.url("licence", licence) if licence.startswith("http") else ""),
        )
        if source != Source():
            return source
    return Source()


def _named(value: object) -> object:
    return any_of(value, "name", "title", "label", "url") if isinstance(value, dict) else value
