"""Notes beside a sound are gone, and the sound is what it was, to the byte."""

from __future__ import annotations

import pytest

from livingwell.kit.files import notes
from livingwell.kit.files.sounds import clean_sound

SECRET = b"LOCATION=53.4,-2.2 TITLE=Mum at the kitchen table"


def page(number: int, packets: list[bytes], *, goes_on: bool = False, continued: bool = False) -> bytes:
    """A page of an Ogg; the last packet goes on in the next where it `goes_on` (its length a multiple of 255)."""
    lengths = []
    for nth, packet in enumerate(packets):
        lengths += [255] * (len(packet) // 255)
        if not (goes_on and nth == len(packets) - 1):
            lengths.append(len(packet) % 255)
    head = b"OggS\x00" + bytes([1 if continued else 0]) + bytes(8) + b"abcd" + number.to_bytes(4, "little")
    rest = bytes([len(lengths), *lengths]) + b"".join(packets)
    return head + notes._checksum(head + bytes(4) + rest).to_bytes(4, "little") + rest


def comment(begins: bytes, ends: bytes = b"") -> bytes:
    one = len(SECRET).to_bytes(4, "little") + SECRET
    return begins + (7).to_bytes(4, "little") + b"Program" + (1).to_bytes(4, "little") + one + ends


def test_the_checksum_is_the_one_that_ogg_uses() -> None:
    assert notes._checksum(b"123456789") == 0x89A1897F


@pytest.mark.parametrize(("first", "second"), [
    (b"OpusHead" + bytes(11), comment(b"OpusTags") + bytes(400)),
    (b"\x01vorbis" + bytes(23), comment(b"\x03vorbis", b"\x01") + bytes(300)),
    (b"\x7fFLAC" + bytes(46), comment(b"\x84\x00\x01\x00") + bytes(300)),
    (b"Speex   " + bytes(72), comment(b"") + bytes(300)),
])  # fmt: skip
def test_an_ogg_keeps_its_sound_and_loses_its_notes_over_two_pages(first: bytes, second: bytes) -> None:
    cut = len(second) // 255 * 255
    whole = [
        page(0, [first]),
        page(1, [second[:cut]], goes_on=True),
        page(2, [second[cut:], b"sound one"], continued=True),
        page(3, [b"sound two"]),
    ]
    data = b"".join(whole)
    made = clean_sound(data)
    assert made.media_type == "audio/ogg"
    assert SECRET[:9] not in made.data
    assert b"Program" not in made.data
    assert len(made.data) == len(data)
    assert made.data.startswith(whole[0])
    assert made.data.endswith(whole[3])
    assert b"sound one" in made.data
    for start, end in {piece[0] for packet in notes._packets(made.data) for piece in packet}:
        one = made.data[start:end]
        said = int.from_bytes(one[22:26], "little")
        assert said == notes._checksum(one[:22] + bytes(4) + one[26:]), "a player drops a page whose sum is wrong"


def element(kind: bytes, body: bytes, *, unknown: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if unknown else b"\x01" + len(body).to_bytes(7, "big")
    return kind + size + body


@pytest.mark.parametrize("unknown", [False, True])
def test_a_webm_keeps_its_sound_and_loses_tags_title_and_what_was_attached(unknown: bool) -> None:
    info = element(b"\x15\x49\xa9\x66", element(b"\x7b\xa9", SECRET) + element(b"\x2a\xd7\xb1", b"\x0f\x42\x40"))
    track = element(b"\x16\x54\xae\x6b", element(b"\x86", b"A_OPUS"))
    cluster = element(b"\x1f\x43\xb6\x75", element(b"\xe7", b"\x00") + element(b"\xa3", b"the sound"), unknown=unknown)
    tags, attached = element(b"\x12\x54\xc3\x67", SECRET * 3), element(b"\x19\x41\xa4\x69", SECRET)
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    data = head + element(b"\x18\x53\x80\x67", info + track + tags + cluster + attached, unknown=unknown)
    made = clean_sound(data)
    assert made.media_type == "audio/webm"
    assert SECRET[:9] not in made.data
    assert len(made.data) == len(data)
    assert track in made.data
    assert cluster in made.data
    assert made.data.count(b"\xec\x01") >= 2, "empty room"


@pytest.mark.parametrize("cut", [5, 30, 60, 90, 200])
def test_what_is_cut_off_is_no_accident(cut: int) -> None:
    data = page(0, [b"OpusHead" + bytes(11)]) + page(1, [comment(b"OpusTags")])
    assert len(notes.without_notes_in_ogg(data[:cut])) == min(cut, len(data))
    assert len(notes.without_notes_in_webm(data[:cut])) == min(cut, len(data))
