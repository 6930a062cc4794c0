"""Is this a UK postcode, and where is it in an address?"""

import re
from dataclasses import dataclass

_AREA_LETTERS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC "
    "EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS "
    "LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP "
    "SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_AREA_LETTERS.split())
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_WHOLE = re.compile(rf"([A-Z]{{1,2}})([0-9](?:[0-9]|[A-Z])?)({_INWARD})")
_INSIDE = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{1,2}}[0-9][0-9A-Za-z]?[ ]{{0,2}}(?i:{_INWARD})(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class FoundPostcode:
    """A postcode found in an address: normalised, and the address without it (when it stood at the end)."""

    postcode: str
    rest: str


def normalise_postcode(raw: str) -> str:
    """The postcode in capitals with its one space, or "" when it has not the shape of a UK postcode.

    A letter O or I in the one place where only a digit can stand is read as that digit ("M16 OQA" is M16 0QA). The
    shape and the area are checked; whether Royal Mail delivers there is not.
    """
    squeezed = "".join(c for c in raw.upper() if c.isalnum())
    if not squeezed.isascii() or not 5 <= len(squeezed) <= 7:
        return ""
    squeezed = squeezed[:-3] + squeezed[-3].translate({ord("O"): "0", ord("I"): "1", ord("L"): "1"}) + squeezed[-2:]
    found = _WHOLE.fullmatch(squeezed)
    if not found or found[1] not in _AREAS:
        return ""
    return f"{found[1]}{found[2]} {found[3]}"


def find_postcode(address: str) -> FoundPostcode | None:
    """The last well-shaped postcode inside an address, or None."""
    for match in reversed(list(_INSIDE.finditer(address))):
        postcode = normalise_postcode(match[0])
        if postcode:
            tail = address[match.end() :].strip(" ,.;\n")
            rest = address if tail else address[: match.start()].rstrip(" ,.;\n")
            return FoundPostcode(postcode, rest)
    return None
