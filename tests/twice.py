"""Two languages that nobody reads here: every word twice, from left to right ("la") and from right to left ("yi").

    with twice_as_long():
        client.get(address, headers={"accept-language": "yi"})

What stays in English there was never given to gettext; what does not fit will not fit in Welsh or Arabic either.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.conf import settings
from django.test import override_settings
from django.utils.translation import trans_real

#: Codes that browsers and axe know, of languages we shall hardly ever have.
CODES = {"la": "Every word twice", "yi": "Every word twice, from right to left"}
_WORD = re.compile(r"(%\(\w+\)[sd]|%[sd]|{[^}]*}|<[^>]+>|&\w+;)|([^\W\d_]{2,})")


def doubled(words: str) -> str:
    """ "Carry on" as "CarryCarry onon"; placeholders and marks as they are."""
    return _WORD.sub(lambda found: found[1] or found[2] * 2, words)


class _Doubled(gettext.NullTranslations):
    """Answers like a catalogue of Django's: by message, by plural, by context."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def to_language(self) -> str:
        return self.code

    def language(self) -> str:
        return self.code

    def gettext(self, message: str) -> str:
        return doubled(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return doubled(msgid1 if n == 1 else msgid2)


@contextmanager
def twice_as_long() -> Iterator[None]:
    """Both are spoken while this is open, by every thread."""
    before = dict(trans_real._translations)  # type: ignore[attr-defined]
    known = trans_real.check_for_language
    spoken = {
        "LANGUAGES": [*settings.LANGUAGES, *CODES.items()],
        "LANGUAGES_BIDI": [*settings.LANGUAGES_BIDI, "yi"],
    }
    with (
        override_settings(**spoken),
        patch.object(trans_real, "check_for_language", lambda code: code in CODES or known(code)),
    ):
        _forget()
        trans_real._translations.update({code: _Doubled(code) for code in CODES})  # type: ignore[attr-defined]
        yield
    trans_real._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.update(before)  # type: ignore[attr-defined]
    _forget()


def _forget() -> None:
    for kept in ("get_languages", "get_supported_language_variant", "_get_supported_language_variant"):
        if forget := getattr(getattr(trans_real, kept, None), "cache_clear", None):
            forget()
