"""The links of a chain: how rows, and the link before, become a hash; and the mark only we can make on a link."""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import connection

from livingwell.kit.record.models import Seal
from livingwell.kit.secrets.master import derived_key

#: How values are spelled for hashing, whatever the database's own settings have become.
_SPELLING = "set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'"


@dataclass(frozen=True)
class Span:
    """The rows numbered `first` to `last`, after the link whose hash is `before` ('' for none)."""

    first: int
    last: int
    before: str


@dataclass(frozen=True)
class Found:
    """What the rows of a span are now: their link's hash (SHA-256, hexadecimal), and how many there are."""

    hash: str
    rows: int


def hash_spans(table: str, columns: Sequence[str], spans: Sequence[Span]) -> list[Found]:
    """Hash the rows of each span in the order of their numbers, and the link before it: one statement for all spans."""
    spelled = " || '|' || ".join(f'quote_nullable("{column}"::text)' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(_SPELLING)
        cursor.execute(
            f"""select encode(sha256(convert_to(s.before || coalesce(r.hashes, '') || %s || ':' || s.first || ':'
                    || s.last, 'UTF8')), 'hex'), r.rows
                from unnest(%s::bigint[], %s::bigint[], %s::text[]) with ordinality s (first, last, before, place)
                cross join lateral (
                    select string_agg(encode(sha256(convert_to({spelled}, 'UTF8')), 'hex'), ',' order by number) hashes,
                        count(*) as rows
                    from {table} where number between s.first and s.last) r
                order by s.place""",
            [table, *([getattr(span, name) for span in spans] for name in ("first", "last", "before"))],
        )
        return [Found(*row) for row in cursor.fetchall()]


def mark_of(seal: Seal) -> str:
    """The mark (HMAC-SHA256, hexadecimal) on a link, under a key derived from the master key, which the database never
    sees: whoever can rewrite rows and seals alike still cannot make this."""
    said: list[Any] = [seal.table, seal.first, seal.last, seal.rows, seal.columns, seal.hash]
    said.append(seal.sealed_at.astimezone(UTC).isoformat())
    return hmac.new(derived_key("seal"), json.dumps(said).encode(), sha256).hexdigest()
