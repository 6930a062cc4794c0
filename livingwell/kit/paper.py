"""Paper: a PDF that a screen reader reads too (PDF/UA-1), set by typst from a template of ours and plain facts.

Words are handed over as data and never as markup: whatever somebody wrote stands there as they wrote it. Nothing is
fetched, and nothing but the template itself is read. Pictures come from memory: nothing of anybody's is
written to a disk.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
from PIL import Image

FONTS = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
#: As wide as a page of a booklet shows it, at 200 dots an inch.
WIDEST = 1100
#: How typst says that a letter is in none of the fonts at hand.
NO_LETTERS = "could not be displayed with font"
#: What joins little pictures into one, and chooses how they look.
JOINERS = "\u200d\ufe0e\ufe0f"


def pdf(template: Path, told: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The template's PDF. It finds what is told in ``told.json``, and the JPEGs of `pictures` by name, as SVG. Letters
    that no font here has make it a tagged PDF without the claim of PDF/UA, rather than none."""
    import typst  # 80 MB for now and then: a web server that is brought back does not wait for it (ADR 24)

    files = {f"{name}.svg": _framed(jpeg) for name, jpeg in (pictures or {}).items()}
    # Its types know of no files in memory yet; it does.
    inputs: Any = files | {"main": template.read_bytes(), "told.json": json.dumps(_readable(told)).encode()}
    settings: dict[str, Any] = {"format": "pdf", "font_paths": [FONTS]}
    try:
        made = typst.compile(inputs, **settings, pdf_standards="ua-1")
    except typst.TypstError as error:
        if NO_LETTERS not in str(error):
            raise
        made = typst.compile(inputs, **settings)
    assert isinstance(made, bytes), "one PDF, and not a picture a page"
    return made


def _readable(told: Any) -> Any:
    """Little pictures among the words are said in words, as a screen reader would; fonts for text have none."""
    if isinstance(told, str):
        return "".join(_said(sign) for sign in told)
    if isinstance(told, Mapping):
        return {name: _readable(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_readable(value) for value in told]
    return told


def _said(sign: str) -> str:
    if sign in JOINERS:
        return ""
    if unicodedata.category(sign) in {"So", "Sk"} and ord(sign) > 0x2000:
        return f"({unicodedata.name(sign, '?').lower()})"
    return sign


def paragraphs(words: str) -> list[list[str]]:
    """Somebody's words as paragraphs of lines, as they set them."""
    blocks = words.replace("\r\n", "\n").split("\n\n")
    return [lines for block in blocks if (lines := [line for line in block.split("\n") if line.strip()])]


def _framed(jpeg: bytes) -> bytes:
    """A JPEG as text, within an SVG: files in memory reach typst as text alone."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        out = BytesIO()
        picture.save(out, "JPEG", quality=80)
        width, height = picture.size
    data = base64.b64encode(out.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    ).encode()
