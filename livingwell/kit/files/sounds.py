"""Sound: known by what is in it, whatever it is called; and rid of the notes that telephones put beside it.

Sound is not made anew (that would take a program that plays every format); what could be run is never sent as
anything but sound. Notes (titles, places, cover pictures) are blanked where the format keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from livingwell.kit.files.notes import without_notes_in_ogg, without_notes_in_webm


class NotASound(ValueError):
    """What came is no sound that browsers play."""


@dataclass(frozen=True)
class Sound:
    """A recording, as it is kept."""

    data: bytes
    media_type: str


def clean_sound(data: bytes) -> Sound:
    """A recording by what is in it.

    :raises NotASound: when it is none of WebM, Ogg, MP4, MP3, WAV or FLAC, or holds moving pictures.
    """
    for known in (_webm, _ogg, _mp4, _wav, _flac, _mp3):
        found = known(data)
        if found is not None:
            return found
    raise NotASound("no sound we know")


def _webm(data: bytes) -> Sound | None:
    """What browsers record. The header names the kind; the tracks come before the first second of sound."""
    if not data.startswith(b"\x1a\x45\xdf\xa3") or b"webm" not in data[:64]:
        return None
    head = data[:65536]
    if b"V_VP" in head or b"V_AV1" in head or b"V_MPEG" in head or b"V_THEORA" in head:
        raise NotASound("moving pictures")
    if not (b"A_OPUS" in head or b"A_VORBIS" in head):
        raise NotASound("no sound in it")
    return Sound(without_notes_in_webm(data), "audio/webm")


def _ogg(data: bytes) -> Sound | None:
    if not data.startswith(b"OggS"):
        return None
    head = data[:4096]
    if b"\x80theora" in head:
        raise NotASound("moving pictures")
    if not any(mark in head for mark in (b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"Speex   ")):
        raise NotASound("no sound in it")
    return Sound(without_notes_in_ogg(data), "audio/ogg")


#: Boxes of an MP4 that hold other boxes, on the way to its tracks.
_WITHIN = frozenset({b"moov", b"trak", b"mdia"})
#: Boxes with notes about the recording: title, place, maker.
_NOTES = frozenset({b"udta", b"meta", b"uuid"})


def _mp4(data: bytes) -> Sound | None:
    if data[4:8] != b"ftyp":
        return None
    kept, handlers = bytearray(data), set()
    for at, kind, end in _boxes(data, 0, len(data)):
        if kind in _NOTES:  # made into empty room, so that nothing after it moves
            kept[at - 4 : end] = b"free" + bytes(end - at)
        elif kind == b"hdlr":
            handlers.add(bytes(data[at + 8 : at + 12]))
    if handlers & {b"vide", b"auxv"}:
        raise NotASound("moving pictures")
    if b"soun" not in handlers:
        raise NotASound("no sound in it")
    return Sound(bytes(kept), "audio/mp4")


def _boxes(data: bytes, start: int, stop: int) -> Iterator[tuple[int, bytes, int]]:
    """The boxes between two places, those within tracks too: where the contents begin, the kind, where they end."""
    at = start
    while at + 8 <= stop:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = stop if size == 0 else at + size
        if size != 0 and (size < head or end > stop):
            raise NotASound("damaged")
        if kind in _WITHIN:
            yield from _boxes(data, at + head, end)
        else:
            yield at + head, kind, end
        at = end


def _wav(data: bytes) -> Sound | None:
    """Made anew from its two parts that are sound."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    parts: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        kind, size = bytes(data[at : at + 4]), int.from_bytes(data[at + 4 : at + 8], "little")
        parts.setdefault(kind, bytes(data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    if not parts.get(b"fmt ") or not parts.get(b"data"):
        raise NotASound("no sound in it")
    body = b"".join(
        kind + len(parts[kind]).to_bytes(4, "little") + parts[kind] + b"\x00" * (len(parts[kind]) % 2)
        for kind in (b"fmt ", b"data")
    )
    return Sound(b"RIFF" + (4 + len(body)).to_bytes(4, "little") + b"WAVE" + body, "audio/wav")


#: Parts of a FLAC before its sound that say how to play it: how it is made, and where to find a second in it.
_NEEDED = frozenset({0, 3})


def _flac(data: bytes) -> Sound | None:
    """Made anew from the parts that are needed to play it; the notes (RFC 9639, section 8) are left away."""
    if not data.startswith(b"fLaC\x00\x00\x00\x22") and not data.startswith(b"fLaC\x80\x00\x00\x22"):
        return None
    kept, at, is_last = [], 4, False
    while not is_last:
        head, end = data[at : at + 4], at + 4 + int.from_bytes(data[at + 1 : at + 4], "big")
        if len(head) < 4 or end > len(data):
            raise NotASound("damaged")
        is_last = bool(head[0] & 0x80)
        if head[0] & 0x7F in _NEEDED:
            kept.append(bytes([head[0] & 0x7F]) + data[at + 1 : end])
        at = end
    kept[-1] = bytes([kept[-1][0] | 0x80]) + kept[-1][1:]
    return Sound(b"fLaC" + b"".join(kept) + data[at:], "audio/flac")


def _mp3(data: bytes) -> Sound | None:
    """Frame upon frame; the notes before the first and after the last are left away."""
    start = 0
    while data[start : start + 3] == b"ID3" and len(data) > start + 10:
        size = 0
        for byte in data[start + 6 : start + 10]:
            size = size << 7 | byte & 0x7F
        start += 10 + size
    frames, at = 0, start
    while frames < 4 and (length := _frame(data[at : at + 4])):
        frames, at = frames + 1, at + length
    if frames < 3:
        return None
    end = len(data) - 128 if data[-128:-125] == b"TAG" else len(data)
    return Sound(data[start:end], "audio/mpeg")


_KILOBITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _frame(head: bytes) -> int:
    """How long an MP3 frame is, from its head; 0 where it is none (layer III of MPEG 1, 2 and 2.5)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, hertz = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or hertz == 3:
        return 0
    kilobits = _KILOBITS[3 if version == 3 else 2][rate]
    return (
        (144 if version == 3 else 72) * kilobits * 1000 // _HERTZ[version][hertz] + (head[2] >> 1 & 1)
        if kilobits
        else 0
    )
