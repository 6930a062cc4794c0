"""What was destroyed, said outside the database too: a restored backup is older than some of it, and must not bring it
back. One line each, with ids and days and never a name, beside the exported seals (docs/operate/backups.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import connection

from livingwell.people.actions.sessions import shut_account
from livingwell.practice.keeping import outside
from livingwell.practice.keeping.models import Destruction, Goes

#: What a restore needs to say again who agreed to it, and when it was done.
_SAYS = ("id", "place", "person", "what", "found_at", "proposed_by", "proposed_at", "agreed_by", "agreed_at", "done_at")


def path() -> Path:
    """Where the lines are."""
    return outside.beside_the_seals("destroyed.jsonl")


def lines() -> list[dict[str, Any]]:
    """Every line that is whole."""
    return outside.read(path())


def export() -> int:
    """Append what is done and has no line yet, within an errand; gives how many."""
    known = {line["id"] for line in lines()}
    done = Destruction.unguarded.filter(done_at__isnull=False).order_by("done_at")
    new = [_line(row) for row in done if str(row.pk) not in known]
    if new:
        outside.append(path(), new)
    return len(new)


def _line(row: Destruction) -> dict[str, str]:
    said: dict[str, str] = {}
    for name in _SAYS:
        value = getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
        said[name] = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return said


def keys_gone(known: list[dict[str, Any]]) -> dict[str, str]:
    """Of these lines: whose key is destroyed, and when."""
    return {line["person"]: line["done_at"] for line in known if line["what"] == Goes.ALL}


def destroy_again(known: list[dict[str, Any]]) -> int:
    """In a database that was brought back, within the restore's errand: what these lines say is destroyed again, holds
    of that time or none; gives how many people's."""
    done = 0
    for line in known:
        with connection.cursor() as cursor:
            cursor.execute("select gate.destroy_again(%s::jsonb)", [json.dumps(line)])
            done += bool(cursor.fetchone()[0])
        if line["what"] == Goes.ALL:
            shut_account(line["person"])
    return done
