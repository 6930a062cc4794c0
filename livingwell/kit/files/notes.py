"""Notes that programs put beside a sound (titles, places, cover pictures), blanked in Ogg and WebM. Everything keeps
its length, so that nothing after it moves and every second is found where it was."""

from __future__ import annotations

from collections.abc import Iterator

# -- Ogg: the notes are the second packet of a stream (RFC 3533; RFC 7845, section 5.2) -------------------------------

#: How the packet of notes begins; what follows is who made it, and the notes.
_BEGINS = (b"OpusTags", b"\x03vorbis")
#: FLAC within Ogg keeps its notes (4) and pictures (6) in packets of the kinds a FLAC has.
_FLAC_NOTES = frozenset({4, 6})
#: So many packets at most come before the sound.
HEADERS = 32


def _sums() -> tuple[int, ...]:
    found = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
        found.append(value)
    return tuple(found)


_SUMS = _sums()


def _checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _SUMS[value >> 24 ^ byte]
    return value


def without_notes_in_ogg(data: bytes) -> bytes:
    """The same sound, whose packet of notes says that there are none. What is no Ogg any more is left as it is."""
    kept, touched = bytearray(data), set()
    for number, pieces in enumerate(_packets(data)):
        if number >= HEADERS:
            break
        packet = b"".join(data[at:end] for _page, at, end in pieces)
        if number == 0:
            is_flac, is_speex = packet.startswith(b"\x7fFLAC"), packet.startswith(b"Speex   ")
            continue
        begins = next((mark for mark in _BEGINS if packet.startswith(mark)), None)
        if is_flac and packet and packet[0] & 0x7F in _FLAC_NOTES:
            begins = packet[:4]
        elif is_speex and number == 1:
            begins = b""
        if begins is None:
            continue
        # No name of a program, no notes; Vorbis ends its packet with a bit that says so.
        blank = begins + bytes(8) + (b"\x01" if begins == b"\x03vorbis" else b"")
        fresh = blank[: len(packet)].ljust(len(packet), b"\x00")
        for page, at, end in pieces:
            kept[at:end], fresh = fresh[: end - at], fresh[end - at :]
            touched.add(page)
    for start, end in touched:
        kept[start + 22 : start + 26] = bytes(4)
        kept[start + 22 : start + 26] = _checksum(bytes(kept[start:end])).to_bytes(4, "little")
    return bytes(kept)


def _packets(data: bytes) -> Iterator[list[tuple[tuple[int, int], int, int]]]:
    """The packets in order, each as its pieces: its page (start and end), its start, its end."""
    start, pieces = 0, []
    while data[start : start + 4] == b"OggS" and len(data) > start + 27:
        many = data[start + 26]
        lengths = data[start + 27 : start + 27 + many]
        at = start + 27 + many
        page = (start, at + sum(lengths))
        if page[1] > len(data):
            return
        for length in lengths:
            pieces.append((page, at, at + length))
            at += length
            if length < 255:
                yield pieces
                pieces = []
        start = page[1]


# -- WebM: elements within elements (RFC 8794, RFC 9559) ---------------------------------------------------------------

_SEGMENT, _CLUSTER, _INFO, _TAGS, _ATTACHED = 0x18538067, 0x1F43B675, 0x1549A966, 0x1254C367, 0x1941A469
#: What may stand directly in a segment: where one of these begins, a cluster of unknown length has ended.
_TOP = frozenset({_CLUSTER, _INFO, _TAGS, _ATTACHED, 0x1654AE6B, 0x1C53BB6B, 0x114D9B74, 0x1043A770})
#: Within the information of a segment: its title, its day, its file's name.
_IN_INFO = frozenset({0x7BA9, 0x4461, 0x7384})
_UNKNOWN = -1
#: The shortest element that says its length in eight bytes; notes that fit in less than that say nothing.
ROOM = 9


def without_notes_in_webm(data: bytes) -> bytes:
    """The same sound; tags, attached files, the title and the day are empty room. What is damaged is left as it is from
    there on: browsers play what they can of it."""
    kept = bytearray(data)
    for kind, at, body, end in _elements(data, 0, len(data), {_SEGMENT}):
        if kind in (_TAGS, _ATTACHED) and end - at >= ROOM:
            _make_room(kept, at, end)
        elif kind == _INFO:
            for inner, _at, inner_body, inner_end in _elements(data, body, end, set()):
                if inner in _IN_INFO:
                    kept[inner_body:inner_end] = bytes(inner_end - inner_body)
    return bytes(kept)


def _make_room(kept: bytearray, at: int, end: int) -> None:
    """An element of nothing, as long as what was there: its length in eight bytes, for which there is always room."""
    kept[at:end] = b"\xec\x01" + (end - at - ROOM).to_bytes(7, "big") + bytes(end - at - ROOM)


def _elements(data: bytes, at: int, stop: int, into: set[int]) -> Iterator[tuple[int, int, int, int]]:
    """(kind, where it begins, where its contents begin, where it ends), those within the kinds `into` too."""
    while at < stop:
        found = _element(data, at)
        if found is None:
            return
        kind, body, size = found
        end = stop if size == _UNKNOWN else body + size
        if kind == _CLUSTER and size == _UNKNOWN:
            end = _end_of_cluster(data, body, stop)
        if end > stop:
            return
        if kind in into:
            yield from _elements(data, body, end, into)
        else:
            yield kind, at, body, end
        at = end


def _element(data: bytes, at: int) -> tuple[int, int, int] | None:
    kind, after = _number(data, at, whole=True)
    size, body = _number(data, after, whole=False) if after else (0, 0)
    return (kind, body, size) if body else None


def _number(data: bytes, at: int, *, whole: bool) -> tuple[int, int]:
    """A number of variable length and where it ends (0 where there is none); `whole` keeps the mark of its length."""
    first = data[at] if at < len(data) else 0
    many = 9 - first.bit_length()
    if not first or at + many > len(data):
        return 0, 0
    value = int.from_bytes(data[at : at + many], "big")
    bare = value & (1 << 7 * many) - 1
    if whole:
        return value, at + many
    return (_UNKNOWN if bare == (1 << 7 * many) - 1 else bare), at + many


def _end_of_cluster(data: bytes, at: int, stop: int) -> int:
    """Where a cluster ends that did not know its length when it began: at the next element that stands beside it."""
    while at < stop:
        found = _element(data, at)
        if found is None or found[0] in _TOP or found[2] == _UNKNOWN:
            return at
        at = found[1] + found[2]
    return stop
