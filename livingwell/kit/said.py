"""The platform's own sentences in the reader's language, each looked up once for everybody.

Django asks four or five catalogues in a row for every sentence, every time; a board says two hundred. Read this one
``from livingwell.kit.said import gettext as _`` where a list says its sentences row by row.
"""

from functools import lru_cache

from django.conf import settings
from django.db.models import Choices
from django.utils import translation
from django.utils.translation import trans_real


def remember_sentences() -> None:
    """From now on each language's catalogues are asked for a sentence once, by templates, forms and Django alike.

    A sentence that needs no other words, as every one of ours does in English, is looked for in each catalogue in
    vain: 5 microseconds on a quiet machine, a hundred and forty times a page. What is remembered is the answer.
    """
    for language, _name in settings.LANGUAGES:
        catalogues = trans_real.translation(language)
        catalogues.gettext = lru_cache(maxsize=4096)(catalogues.gettext)  # type: ignore[method-assign]  # it is the aim


def gettext(words: str) -> str:
    """`words` in the language of whoever reads, as ``django.utils.translation.gettext`` says them."""
    return _in(translation.get_language(), words)


@lru_cache(maxsize=2048)  # sentences are the platform's, not people's: their number is that of the code's
def _in(language: str | None, words: str) -> str:
    return translation.gettext(words)


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence for `n` of something, as ``django.utils.translation.ngettext`` chooses it."""
    return _counted(translation.get_language(), one, many, n)


@lru_cache(maxsize=2048)
def _counted(language: str | None, one: str, many: str, n: int) -> str:
    return translation.ngettext(one, many, n)


def label(choices: type[Choices], value: object) -> str:
    """What `value` of `choices` is called, as a model's ``get_…_display`` says it."""
    return _labels(choices, translation.get_language())[value]


@lru_cache(maxsize=256)
def _labels(choices: type[Choices], language: str | None) -> dict[object, str]:
    return {value: str(called) for value, called in choices.choices}
