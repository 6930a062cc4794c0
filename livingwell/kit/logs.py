"""Logs without anybody's words: one line of JSON for each event, of which every part is a number, a name of ours or a
text that stands in the source code.

A log is read by more people than a story, kept longer, and copied. So a line holds no path (addresses hold ids), no
query, no header, no body, no address of anybody; and of an exception its type and where it was raised, never its text,
for exceptions quote what they choked on, and PostgreSQL's quote whole rows.
"""

from __future__ import annotations

import json
import linecache
import logging
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

#: The request under way, as the answer's header `X-Request-Id` and every line about it name it.
request_id: ContextVar[str] = ContextVar("request_id", default="")

WITHHELD = "(withheld: not a text of the source code)"
ROOTS = tuple(sorted({str(Path(path).resolve()) for path in sys.path if path}, key=len, reverse=True))


class JsonLines(logging.Formatter):
    """One line of JSON. Facts of our own come as ``extra={"facts": {...}}``: names of ours and numbers alone."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": said(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.name.partition(".")[0] == "livingwell":
            line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["raised"] = list(described(record.exc_info[1]))
        return json.dumps(line, default=lambda odd: type(odd).__name__)


def said(record: logging.LogRecord) -> str:
    """The message as the source code has it. Numbers are put in; whatever else was to be put in is left out."""
    text = record.msg if isinstance(record.msg, str) else ""
    if not _stands_in_source(record.pathname, text):
        return WITHHELD
    if not record.args:
        return text
    try:
        if isinstance(record.args, dict):
            return text % {name: _number_or_dots(value) for name, value in record.args.items()}
        return text % tuple(_number_or_dots(value) for value in record.args)
    except (TypeError, ValueError, KeyError):
        return text


def _number_or_dots(value: object) -> object:
    return value if isinstance(value, int | float) else "…"


@lru_cache(maxsize=512)
def _source(path: str) -> str:
    return "".join(linecache.getlines(path))


def _stands_in_source(path: str, text: str) -> bool:
    """A text with something put into it by the caller does not stand there; two words at least, so that no single word
    of somebody's passes for one of ours."""
    return " " in text.strip() and text in _source(path)


def described(error: BaseException) -> Iterator[dict[str, Any]]:
    """An exception and what led to it, newest first: types and places in the code. No texts: they quote."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        told: dict[str, Any] = {"type": f"{type(current).__module__}.{type(current).__qualname__}"}
        told |= _of_the_database(current)
        told["trace"] = [
            f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        yield told
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _of_the_database(error: BaseException) -> dict[str, str]:
    """What PostgreSQL says that names no value: the kind of error, the table and the constraint."""
    facts = getattr(error, "diag", None)
    names = {"sqlstate": "sqlstate", "table": "table_name", "constraint": "constraint_name"}
    found = {ours: getattr(facts, theirs, None) for ours, theirs in names.items()}
    return {name: str(value) for name, value in found.items() if value}


def _short(path: str) -> str:
    root = next((root for root in ROOTS if path.startswith(root + "/")), "")
    return path[len(root) :].lstrip("/")


def say_crashes() -> None:
    """What ends a program or a thread is said like everything else."""
    logger = logging.getLogger("livingwell.crash")

    def crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        logger.critical("A program of ours ended", exc_info=(kind, error, trace))

    sys.excepthook = crashed


def settings(*, real: bool) -> dict[str, Any]:
    """Django's LOGGING. Where real people are served everything goes through `JsonLines`, and what Django says of
    answers below 500 is left to our own line for each request."""
    console = {"class": "logging.StreamHandler"} | ({"formatter": "lines"} if real else {})
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "livingwell.kit.logs.JsonLines"}},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "livingwell": {"level": "INFO" if real else "WARNING"},
            # Django's own list would email errors, with every header and field, to whoever is named in ADMINS.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
        },
    }
