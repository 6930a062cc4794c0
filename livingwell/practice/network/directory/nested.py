"""What is inside this piece of a feed, whatever shape it came in?"""

from collections.abc import Iterator, Mapping
from typing import Any

Piece = Mapping[str, Any]


def pieces(parent: Piece, *keys: str) -> Iterator[Piece]:
    """The objects under any of these keys: a list's objects, or the one object itself. What is no object is skipped."""
    for key in keys:
        value = parent.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item


def piece(parent: Piece, key: str) -> Piece:
    """The first object under the key, or an empty one."""
    return next(pieces(parent, key), {})


def any_of(parent: Piece, *keys: str) -> object:
    """The first value under these keys that is not null, empty or missing."""
    return next((parent[k] for k in keys if parent.get(k) not in (None, "", [], {})), None)
