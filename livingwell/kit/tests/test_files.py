"""Files: known by what is in them and not by their names; rid of where they were taken; refused where nobody asked."""

from __future__ import annotations

import struct
import wave
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from livingwell.kit.files.pictures import LONGEST_SIDE, NotAPicture, clean_picture
from livingwell.kit.files.sounds import NotASound, clean_sound

GPS = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **how: Any) -> bytes:
    out = BytesIO()
    Image.new(how.pop("mode", "RGB"), size, how.pop("colour", "teal")).save(out, kind, **how)
    return out.getvalue()


def photograph() -> bytes:
    """As a telephone takes it: lying on its side, with where and by what it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretPhone"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 27.0, 41.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    return picture(exif=exif, comment=b"taken at home")


def test_a_photograph_is_upright_and_says_nothing_of_where_it_was_taken() -> None:
    before = photograph()
    assert b"SecretPhone" in before
    found = clean_picture(before)
    assert (found.width, found.height) == (40, 60)
    for told in (b"SecretPhone", b"taken at home", b"Exif", b"GPS"):
        assert told not in found.data
    with Image.open(BytesIO(found.data)) as again:
        assert again.format == "JPEG"
        assert not again.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_becomes_a_jpeg(kind: str) -> None:
    assert clean_picture(picture(kind)).data.startswith(b"\xff\xd8\xff")


def test_what_was_see_through_becomes_white_and_what_is_large_smaller() -> None:
    with Image.open(BytesIO(clean_picture(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0))).data)) as seen:
        assert min(seen.getpixel((5, 5))) > 250  # type: ignore[type-var, arg-type]
    assert clean_picture(picture(size=(5000, 100))).width == LONGEST_SIDE


def vast() -> bytes:
    """A picture that claims a hundred thousand dots each way, in a few bytes."""
    data = bytearray(picture("PNG"))
    data[16:24] = struct.pack(">II", 100_000, 100_000)
    return bytes(data)


@pytest.mark.parametrize(
    "wrong",
    [
        b"", b"x" * 99, b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"%PDF-1.7",
        b"<html><script>1</script>", picture()[:200], vast(), picture("BMP"), picture("TIFF"), b"MZ\x90\x00" * 50,
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused_whatever_it_is_called(wrong: bytes) -> None:
    with pytest.raises(NotAPicture):
        clean_picture(wrong)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(handler: bytes = b"soun", notes: bytes = b"\xa9xyz+51.4+000.1/") -> bytes:
    """An MP4 with one track and, where telephones put it, where it was recorded."""
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13))))
    moov = box(b"moov", box(b"mvhd", bytes(100)) + track + box(b"udta", notes))
    return box(b"ftyp", b"M4A \x00\x00\x02\x00isom") + moov + box(b"mdat", b"sound" * 9)


def mp3() -> bytes:
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\x04\x00\x00\x00\x00\x00\x0aTIT2 secret"[:20] + frame * 5 + b"TAG" + b"secret".ljust(125, b"\x00")


def wav(notes: bytes = b"IARTsecret") -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(bytes(400))
    return out.getvalue() + b"LIST" + struct.pack("<I", len(notes)) + notes


def flac(notes: bytes = b"DESCRIPTION=secret") -> bytes:
    """How it is made, then the notes, then a frame of sound."""
    return (
        b"fLaC\x00\x00\x00\x22" + bytes(34) + b"\x84" + len(notes).to_bytes(3, "big") + notes + b"\xff\xf8" + bytes(40)
    )


WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04"
SOUNDS = {
    "audio/webm": WEBM + b"\x86\x86A_OPUS" + bytes(50),
    "audio/ogg": b"OggS" + bytes(24) + b"OpusHead" + bytes(50),
    "audio/mp4": mp4(),
    "audio/mpeg": mp3(),
    "audio/wav": wav(),
    "audio/flac": flac(),
}


@pytest.mark.parametrize("kind", SOUNDS)
def test_every_kind_of_sound_is_known_by_what_is_in_it(kind: str) -> None:
    found = clean_sound(SOUNDS[kind])
    assert found.media_type == kind
    for told in (b"secret", b"\xa9xyz", b"+51.4"):
        assert told not in found.data


def test_a_recording_keeps_its_places_when_its_notes_are_blanked() -> None:
    before, after = mp4(), clean_sound(mp4()).data
    assert len(before) == len(after)
    assert before.index(b"mdat") == after.index(b"mdat")
    assert b"free" in after


def test_a_lossless_recording_keeps_its_sound_and_says_which_part_is_the_last() -> None:
    assert clean_sound(flac()).data == b"fLaC\x80\x00\x00\x22" + bytes(34) + b"\xff\xf8" + bytes(40)


@pytest.mark.parametrize(
    "wrong",
    [
        b"", b"x" * 400, picture(), b"<html><script>1</script>", b"MZ" + bytes(400), b"PK\x03\x04" + bytes(99),
        WEBM + b"\x86\x85V_VP8 A_OPUS", b"OggS" + bytes(24) + b"\x80theora\x01vorbis", mp4(b"vide"), mp4(b"text"),
        b"RIFF\x24\x00\x00\x00WAVE", b"\xff\xfb\x90\x00" + bytes(2000), box(b"ftyp", b"M4A ") + b"\x00\x00\x00\x03moov",
        b"ID3" + b"\x7f" * 7, b"\xff" * 5000, b"OggS" + bytes(400), WEBM,
        flac()[:50], b"fLaC\x00\x00\x00\x22" + bytes(34),
    ],
)  # fmt: skip
def test_what_is_no_sound_is_refused_whatever_it_is_called(wrong: bytes) -> None:
    with pytest.raises(NotASound):
        clean_sound(wrong)
