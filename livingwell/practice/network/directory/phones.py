"""What number, or numbers, does a telephone cell hold?"""

import re

from .records import Phone

_EXTENSION = re.compile(r"[,;]?\s*(?:\bext(?:ension|n)?\b\.?|\bx)\s*:?\s*(\d{1,6})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[/|;,\n]|\s(?:or|and|&)\s", re.IGNORECASE)
_RUN = re.compile(r"\+?\(?[0-9][0-9 ().\-\u2010-\u2015]*[0-9]|[0-9]{3,}")
_LABEL = re.compile(r"^(?:tel(?:ephone)?|phone|call|mob(?:ile)?|t|m)(?:\s*(?:no|number))?\s*[.:]*\s*$", re.IGNORECASE)
_SHORT_ONES = "101 105 111 112 119 999 116000 116006 116111 116123 18000 18001 08001111"
_SHORT = frozenset(_SHORT_ONES.split())
_MOST = 8


def read_phones(cell: str) -> tuple[tuple[Phone, ...], tuple[str, ...]]:
    """Every number in the cell, and what was mended, in plain words.

    A UK number (or a short one such as 111 or 116 123) is set in its usual groups with `dial` filled; one with
    another country's code is dialled as it is. Anything else that has digits is kept as written and said so. "0117 378
    4611 / 4621" is two numbers. Words beside a number ("office hours only") become its note.
    """
    phones: list[Phone] = []
    mends: list[str] = []
    for part in (p.strip() for p in _BETWEEN.split(cell)):
        if not part:
            continue
        before = phones[-1] if phones else None
        phone, mend = _one(part, before)
        if mend:
            mends.append(mend)
        if phone and phone not in phones:
            phones.append(phone)
    if len(phones) > _MOST:
        mends.append(f"only the first {_MOST} of {len(phones)} numbers were taken")
    return tuple(phones[:_MOST]), tuple(mends)


def _one(part: str, before: Phone | None) -> tuple[Phone | None, str]:
    extension = _EXTENSION.search(part)
    core = part[: extension.start()] + " " + part[extension.end() :] if extension else part
    ext = f"extension {extension[1]}" if extension else ""
    run = _RUN.search(core)
    if not run:
        return None, f"“{part[:60]}” is not a number; left out"
    words = " ".join((core[: run.start()] + " " + core[run.end() :]).split()).strip(" :.-–()")
    note = ", ".join(w for w in (ext, "" if _LABEL.match(words) else words) if w)
    digits = "".join(c for c in run[0] if c.isascii() and c.isdigit())
    dial = _dial(digits, international=run[0].startswith("+"))
    if dial:
        changed = digits.startswith(("44", "0044"))
        mend = f"“{run[0]}” written the usual UK way" if changed else ""
        return Phone(_grouped(dial), dial, note), mend
    if before and before.dial.startswith("+44") and 2 <= len(digits) <= 6 and run[0] == core.strip():
        whole = before.dial[: -len(digits)] + digits
        return Phone(_grouped(whole), whole, note), f"“{part}” read as {_grouped(whole)}"
    if len(digits) < 3:
        return None, f"“{part[:60]}” is not a number; left out"
    return Phone(part[:80]), f"“{part[:60]}” kept as written, not a UK number"


def _dial(digits: str, *, international: bool) -> str:
    if digits in _SHORT:
        return digits
    if digits.startswith("00") and len(digits) > 9:
        digits, international = digits[2:], True
    if international or (digits.startswith("44") and len(digits) >= 11):
        if not digits.startswith("44"):
            return f"+{digits}" if 8 <= len(digits) <= 15 else ""
        digits = "0" + digits[2:].removeprefix("0")
    usual = len(digits) == 11 and digits[1:2] in set("1235789")
    short = len(digits) == 10 and (digits.startswith("01") or digits[:4] in ("0800", "0500"))
    return "+44" + digits[1:] if digits.startswith("0") and (usual or short) else ""


def _grouped(dial: str) -> str:
    if len(dial) == 6 and dial.startswith("116"):
        return f"{dial[:3]} {dial[3:]}"
    if dial == "08001111":
        return "0800 1111"
    if not dial.startswith("+44"):
        return dial
    n = "0" + dial[3:]
    if n.startswith("02"):
        return f"{n[:3]} {n[3:7]} {n[7:]}"
    if n[1] in "389" or n.startswith("011") or (n[1] == "1" and n[3] == "1"):
        return f"{n[:4]} {n[4:7]} {n[7:]}"
    return f"{n[:5]} {n[5:]}"
