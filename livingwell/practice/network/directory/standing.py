"""Is the support there, or has its source withdrawn it?"""

from .records import Status
from .row import RowMender

_GONE = frozenset(
    ("inactive", "defunct", "closed", "withdrawn", "deleted", "archived", "temporarily closed", "suspended", "expired")
)


def read_status(row: RowMender, value: object) -> Status:
    """Withdrawn when the source says so in any of the usual words; otherwise active, and an odd word is noted."""
    word = row.line("status", value).casefold()
    if word in _GONE:
        if word not in ("inactive", "withdrawn"):
            row.note("status", f"“{word}” read as withdrawn")
        return "withdrawn"
    if word not in ("", "active", "open", "live", "published", "current"):
        row.note("status", f"“{word[:40]}” is not a status we know; read as active")
    return "active"
