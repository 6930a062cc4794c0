"""What arrives from a keyboard, a paste or a machine, made safe to keep and still the writer's own words.

Promised of everything here: nothing but `ValidationError` is ever raised, nobody's words are cut short in silence,
and what has passed once passes again unchanged.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

LINE_LIMIT = 200
WORDS_LIMIT = 10_000

# Controls nobody types: they break PostgreSQL (NUL), terminals and printers. Tab and line feed stay. The two
# direction *overrides* go because they can make a name read as another; joiners and isolates stay, because emoji,
# Persian and Hebrew need them. A lone surrogate is half a letter and cannot be stored.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufeff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_GAPS = re.compile(r"[\s]+")


def tidy_words(text: str) -> str:
    """Several lines: control characters gone, line ends alike, accents in one form (NFC), no blank edges."""
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def tidy_line(text: str) -> str:
    """One line: as `tidy_words`, and each run of white space becomes a single space."""
    return _GAPS.sub(" ", tidy_words(text)).strip()


def refuse_too_long(text: str, limit: int) -> None:
    """Refuse text over `limit` characters, saying how long it is and how much fits."""
    if len(text) <= limit:
        return
    raise ValidationError(
        _(
            "This is %(length)s characters long, and %(limit)s fit here. "
            "Please make it shorter. Nothing you wrote has been lost."
        ),
        code="too_long",
        params={
            "length": number_format(len(text), force_grouping=True),
            "limit": number_format(limit, force_grouping=True),
        },
    )


def as_text(value: object) -> str:
    """Whatever a browser or a test hands in, as text; nothing is ''."""
    return "" if value is None else str(value)


def ascii_digits(text: str) -> str:
    """Digits of any script as 0-9 (an Arabic keyboard writes ٠-٩), the rest untouched."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
