"""What text are these bytes, if they are text at all?"""

import codecs
import re

from .unreadable import UnreadableDirectory

LARGEST = 25 * 1024 * 1024

_NOT_TEXT = (
    (b"PK\x03\x04", "is a spreadsheet workbook or a zip file. Open it, save the sheet as CSV, and try again."),
    (b"\xd0\xcf\x11\xe0", "is an old Office document. Open it, save the sheet as CSV, and try again."),
    (b"%PDF", "is a PDF, which is made for printing. Ask for the same list as CSV or as Open Referral JSON."),
    (b"\x1f\x8b", "is compressed (gzip). Unpack it first, and try again."),
    (b"\x89PNG", "is a picture. We need a CSV file or Open Referral JSON."),
    (b"\xff\xd8\xff", "is a picture. We need a CSV file or Open Referral JSON."),
    (b"GIF8", "is a picture. We need a CSV file or Open Referral JSON."),
    (b"{\\rtf", "is a word-processor document. We need a CSV file or Open Referral JSON."),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and sentences about how it was found.

    Byte order marks are believed; then UTF-8; then Windows-1252, said aloud. Raises `UnreadableDirectory` for what is
    empty, too large, or not text.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableDirectory("The file is empty.")
    if len(data) > LARGEST:
        size = len(data) // (1024 * 1024)
        raise UnreadableDirectory(
            f"The file is too large: {size} MB, and we take {LARGEST // (1024 * 1024)} MB at most."
        )
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise UnreadableDirectory(f"The file {what}")
    text, notes = _text(data)
    strange = sum(1 for c in text[:100_000] if c < " " and c not in "\t\r\n\x0b\x0c")
    if strange > 5 and strange > len(text[:100_000]) / 100:
        raise UnreadableDirectory("The file is not text, so it is neither CSV nor Open Referral JSON.")
    if not text.strip("\x00 \t\r\n\ufeff"):
        raise UnreadableDirectory("The file is empty.")
    _refuse_web_pages(text)
    return text, notes


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        import ftfy.bad_codecs  # noqa: F401 - registers the forgiving Windows code page

        text = data.decode("sloppy-windows-1252").removeprefix("ï»¿")
        return text, ("The file is not UTF-8; it was read as Windows text (Windows-1252).",)


def _refuse_web_pages(text: str) -> None:
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if re.match(r"<(?:!doctype html|html|head|body)\b", start):
        title = re.search(r"<title[^>]*>([^<]{1,200})", text[:20_000], re.IGNORECASE)
        said = f" (“{' '.join(title[1].split())[:80]}”)" if title and title[1].strip() else ""
        raise UnreadableDirectory(
            f"The file is a web page{said}, not a directory file: the link may need signing in, or has moved."
        )
    if start.startswith("<?xml") or re.match(r"<[a-z][\w:.\-]*[\s>]", start):
        raise UnreadableDirectory("The file is XML. We need a CSV file or Open Referral JSON.")
