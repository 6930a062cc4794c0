"""What does a text say, with the dirt of its travels taken off?"""

import html.entities
import re
import unicodedata
from dataclasses import dataclass

from .markup import html_to_text, looks_like_html

LONGEST = 100_000
HTML = "HTML removed"
CHARACTERS = "broken characters repaired"
ENTITIES = "codes such as &nbsp; turned into characters"
INVISIBLE = "invisible characters removed"
LOST = "some characters were lost before the file reached us"
LINKS = "links that lead nowhere we may send people were left out"
CUT = f"cut at {LONGEST:,} characters"

_AMPERSANDS = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)+", re.IGNORECASE)
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")
# Zero-width spaces, soft hyphens, byte order marks, direction overrides. The joiners that emoji and Persian need, and
# the marks that Arabic and Hebrew need, stay.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\u202d\u202e\ufff9-\ufffb\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Mended:
    """A clean text, and what was done to it, in plain words; tidied white space is not worth a word."""

    text: str
    what: tuple[str, ...] = ()


def mend_text(raw: str) -> Mended:
    """Plain text in paragraphs: HTML, entities, mojibake, control characters and stray white space taken out.

    Lines and paragraphs stay. Correct text in any language comes out as it went in. Mending what was mended changes
    nothing.
    """
    return _mend(raw, joiner=None)


def mend_line(raw: str, joiner: str = " ") -> Mended:
    """As `mend_text`, on one line: its lines are joined with `joiner` (", " suits an address)."""
    return _mend(raw, joiner=joiner)


def _mend(raw: str, *, joiner: str | None) -> Mended:
    text, what = raw[: 2 * LONGEST], dict.fromkeys([CUT] if len(raw) > 2 * LONGEST else [])
    # Until nothing changes: text that was escaped twice shows its tags only once the first layer is off.
    for _ in range(20):
        before, text = text, _once(text, joiner, what)
        if text == before:
            break
    if len(text) > LONGEST:
        text, what[CUT] = text[:LONGEST].rstrip(), None
    if "\ufffd" in text:
        what[LOST] = None
    return Mended(text, tuple(what))


def _once(text: str, joiner: str | None, what: dict[str, None]) -> str:
    text = _LINE_ENDS.sub("\n", text)
    repaired = "\n".join(map(_repair, text.split("\n")))
    seen = _C1.sub("", _INVISIBLE.sub("", repaired))
    if seen != repaired:
        what[INVISIBLE] = None
    if repaired != text:
        what[CHARACTERS] = None
    if looks_like_html(seen):
        seen, dropped = html_to_text(seen)
        what[HTML] = None
        if dropped:
            what[LINKS] = None
    elif "&" in seen:
        decoded = _ENTITY.sub(_decode, _AMPERSANDS.sub("&", seen))
        if decoded != seen:
            what[ENTITIES] = None
        seen = decoded
    return _tidy(unicodedata.normalize("NFC", seen), joiner)


def _repair(line: str) -> str:
    if line.isascii():
        return line
    import ftfy  # a directory is read now and then; the web server starts sooner without it

    fixed = ftfy.fix_encoding(line)
    return fixed if fixed.count("\ufffd") <= line.count("\ufffd") else line


def _decode(match: re.Match[str]) -> str:
    code = match[1]
    if not code.startswith("#"):
        return html.entities.html5.get(code + ";", match[0])
    number = int(code[2:], 16) if code[1] in "xX" else int(code[1:])
    if number in range(0x80, 0xA0):  # As browsers do: these numbers were always meant as Windows characters.
        return bytes([number]).decode("cp1252", "replace")
    return chr(number) if 0 < number <= 0x10FFFF and number not in range(0xD800, 0xE000) else "\ufffd"


def _tidy(text: str, joiner: str | None) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if joiner is not None:
        return joiner.join(line.rstrip(",") if joiner == ", " else line for line in lines if line.strip(","))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
