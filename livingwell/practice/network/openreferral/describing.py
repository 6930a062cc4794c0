"""What can be asked of the published directory, as OpenAPI."""

from __future__ import annotations

from typing import Any

from livingwell.practice.network.openreferral.asking import LONGEST_SEARCH, MOST, OLDEST, PER_PAGE
from livingwell.practice.network.openreferral.documents import DAYS

#: Of HSDS.
VERSION = "3.0"

Said = dict[str, Any]

_ID: Said = {"type": "string", "format": "uuid"}
_AGE: Said = {"type": "number", "minimum": 0, "maximum": OLDEST}
_TIME: Said = {"type": "string", "format": "time"}
PAGING: dict[str, Said] = {
    "page": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
    "per_page": {"type": "integer", "minimum": 1, "maximum": MOST, "default": PER_PAGE},
}
FILTERS: dict[str, Said] = {
    "search": {"type": "string", "maxLength": LONGEST_SEARCH},
    "taxonomy_term_id": _ID,
    "taxonomy_id": _ID,
    "minimum_age": _AGE,
    "maximum_age": _AGE,
    "day": {"type": "string", "enum": list(DAYS)},
    "start_time": _TIME,
    "end_time": _TIME,
    "modified_after": {"type": "string", "format": "date-time"},
}
#: Each address, what it answers, and what it may be asked with.
PATHS: dict[str, tuple[str, dict[str, Said]]] = {
    "/": ("What this is", {}),
    "/services": ("Services, each with what belongs to it alone", FILTERS | PAGING),
    "/services/{id}": ("One service with everything beneath it", {}),
    "/service_at_locations": ("Services at the places where they are", FILTERS | PAGING),
    "/service_at_locations/{id}": ("One service at the place where it is", {}),
    "/organizations": ("Who offers the services", FILTERS | PAGING),
    "/taxonomies": ("Lists of topics", PAGING),
    "/taxonomies/{id}": ("One list of topics", {}),
    "/taxonomy_terms": ("Topics", {"taxonomy_id": _ID} | PAGING),
    "/taxonomy_terms/{id}": ("One topic", {}),
}
_PAGE: Said = {
    "type": "object",
    "required": [
        "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents",
    ],
    "properties": {
        "total_items": {"type": "integer"},
        "total_pages": {"type": "integer"},
        "page_number": {"type": "integer"},
        "size": {"type": "integer"},
        "first_page": {"type": "boolean"},
        "last_page": {"type": "boolean"},
        "empty": {"type": "boolean"},
        "contents": {"type": "array", "items": {"type": "object"}},
    },
}  # fmt: skip
_ERROR: Said = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}


def description(at: str) -> Said:
    """The OpenAPI document of the directory at this address."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Open Referral UK", "version": VERSION},
        "servers": [{"url": at.rstrip("/")}],
        "paths": {path: {"get": _get(path, says, given)} for path, (says, given) in PATHS.items()},
    }


def _get(path: str, says: str, given: dict[str, Said]) -> Said:
    parameters: list[Said] = [{"name": name, "in": "query", "schema": schema} for name, schema in given.items()]
    if "{id}" in path:
        parameters.append({"name": "id", "in": "path", "required": True, "schema": _ID})
    answers = {"200": _answer("As asked", _PAGE if "page" in given else {"type": "object"})}
    if given:
        answers["400"] = _answer("A parameter that cannot be read, and what it should have been", _ERROR)
    if "{id}" in path:
        answers["404"] = _answer("There is nothing with that id", _ERROR)
    return {"summary": says, "parameters": parameters, "responses": answers}


def _answer(says: str, schema: Said) -> Said:
    return {"description": says, "content": {"application/json": {"schema": schema}}}
