"""Pictures: known by what is in them, drawn anew, and so rid of where and with what they were taken."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

#: What may come in. Everything goes out as JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
#: Wide enough for a page of paper; and how many dots a picture may claim to have before it is opened.
LONGEST_SIDE, MOST_DOTS = 2400, 60_000_000
GROUND = (255, 255, 255)


class NotAPicture(ValueError):
    """What came is no picture that we can show."""


@dataclass(frozen=True)
class Picture:
    """A picture of our own making: JPEG, upright, without a word about where it was taken."""

    data: bytes
    width: int
    height: int
    media_type: str = "image/jpeg"


def clean_picture(data: bytes) -> Picture:
    """Draw a picture anew from its dots alone: upright, no larger than `LONGEST_SIDE`, with nothing else in the file.

    :raises NotAPicture: when it is none of `FORMATS`, is damaged, or claims to be vast.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as found:
                if found.width * found.height > MOST_DOTS:
                    raise NotAPicture("vast")
                found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(found)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                drawn = _on_white(upright)
    except NotAPicture:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, OverflowError,
            MemoryError, ZeroDivisionError, KeyError, Image.DecompressionBombError,
            Image.DecompressionBombWarning) as error:  # fmt: skip
        raise NotAPicture("no picture we can open") from error
    out = BytesIO()
    drawn.save(out, "JPEG", quality=85, optimize=True)
    return Picture(out.getvalue(), drawn.width, drawn.height)


def _on_white(picture: Image.Image) -> Image.Image:
    """The dots alone, in a picture that never held anything else; what was see-through becomes white."""
    seen = picture.convert("RGBA")
    drawn = Image.new("RGB", seen.size, GROUND)
    drawn.paste(seen, mask=seen.getchannel("A"))
    return drawn
