"""One zip, written a piece at a time into sealed slices: nothing of it stands on a disk in plain, and no piece needs
the others at hand.

Python's own `zipfile` writes to what cannot be wound back; between pieces we keep its list of what is in the zip, and
the last piece writes that list at the end, as the format wants it (APPNOTE 6.3.10, section 4.3.6).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from livingwell.kit.secrets.keys import key_to_write
from livingwell.practice.keeping.models import CopySlice, WholeCopy

_KEPT = ("filename", "date_time", "compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits",
         "create_system", "create_version", "extract_version", "external_attr")  # fmt: skip
#: These are small already.
_STORED = ("jpg", "webm", "ogg", "m4a", "mp3")


class SealedSlices:
    """What `zipfile` writes into: it knows where it is, cannot go back, and seals as it goes."""

    def __init__(self, copy: WholeCopy) -> None:
        self.copy, self.held = copy, bytearray()

    def write(self, data: Any) -> int:
        self.held += data
        self.copy.size += len(data)
        while len(self.held) >= CopySlice.SIZE:
            self._seal(CopySlice.SIZE)
        return len(data)

    def tell(self) -> int:
        return self.copy.size

    def flush(self) -> None:
        """What is held is sealed when it is whole, or the piece ends."""

    def end(self) -> None:
        if self.held:
            self._seal(len(self.held))

    def _seal(self, many: int) -> None:
        key_to_write(self.copy.person_id)  # a person whose key was destroyed gets no new one by this
        content, self.held = bytes(self.held[:many]), self.held[many:]
        CopySlice.objects.bulk_create(
            [CopySlice(copy=self.copy, person_id=self.copy.person_id, number=self.copy.slices, content=content)]
        )
        self.copy.slices += 1


def add(copy: WholeCopy, files: Iterable[tuple[str, bytes]], before: list[list[Any]], *, last: bool) -> list[list[Any]]:
    """Add files after those listed in `before`, and give the list with them; `last` writes the zip's end."""
    slices = SealedSlices(copy)
    written = ZipFile(slices, "w", ZIP_DEFLATED)  # type: ignore[call-overload]  # it asks to write, tell and flush alone
    written.filelist = [_known(entry) for entry in before]
    for name, content in files:
        info = ZipInfo(name, _when(copy))
        info.compress_type = ZIP_STORED if name.rpartition(".")[2] in _STORED else ZIP_DEFLATED
        written.writestr(info, content)
    listed = [[getattr(info, field) for field in _KEPT] for info in written.filelist]
    if last:
        written.start_dir = copy.size
        written.close()
    written.fp = None  # the next piece goes on where this one ended
    slices.end()
    return listed


def _known(entry: list[Any]) -> ZipInfo:
    info = ZipInfo(entry[0], tuple(entry[1]))
    for field, value in zip(_KEPT[2:], entry[2:], strict=True):
        setattr(info, field, value)
    return info


def _when(copy: WholeCopy) -> tuple[int, int, int, int, int, int]:
    at = copy.asked_at
    return at.year, at.month, at.day, at.hour, at.minute, at.second
