"""What does this directory file say? The one door of the package."""

from .csv_rows import read_csv
from .decoding import decode
from .oruk_v1 import read_oruk
from .outcomes import Reading, Source
from .settling import settle
from .unreadable import UnreadableDirectory

__all__ = ["Reading", "UnreadableDirectory", "read_directory"]


def read_directory(data: bytes, *, filename: str) -> Reading:
    """Read a directory file: plain CSV, or Open Referral UK v1 JSON, told apart by what is in it and not by its name.

    Every row is in the reading once, taken or left; the same bytes always give the same reading. Nothing is stored.
    `filename` is only remembered. Raises `UnreadableDirectory`, and nothing else, when the file as a whole cannot be
    read.
    """
    text, decoded = decode(data)
    source = Source()
    is_json = text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
    if is_json:
        outcomes, said, unread, source = read_oruk(text.lstrip("\ufeff"))
    else:
        outcomes, said, unread = read_csv(text)
    return Reading(
        kind="oruk-v1" if is_json else "csv",
        filename=filename,
        outcomes=settle(outcomes),
        source=source,
        notes=(*decoded, *said),
        unread=unread,
    )
