"""A sentence is looked for once, and is what the catalogues say."""

from typing import Any

from django.utils import translation
from django.utils.translation import trans_real

from livingwell.kit import said


class Asked(dict[Any, str]):
    """A catalogue that counts how often it is asked."""

    times = 0

    def get(self, key: Any, default: Any = None) -> Any:
        self.times += 1
        return super().get(key, default)


def test_a_sentence_is_looked_for_once_and_stays_what_the_catalogue_says(monkeypatch: Any) -> None:
    language = trans_real.translation("en-gb")
    catalogue = Asked({"A walk, and then tea": "A stroll, and then tea"})
    monkeypatch.setattr(language, "_catalog", catalogue)
    monkeypatch.delattr(language, "gettext")  # what was remembered already belongs to the real catalogue
    said.remember_sentences()

    with translation.override("en-gb"):
        for _turn in range(3):
            assert translation.gettext("A walk, and then tea") == "A stroll, and then tea"
    asked = catalogue.times

    with translation.override("en-gb"):
        assert translation.gettext("A walk, and then tea") == "A stroll, and then tea"
    assert asked == catalogue.times == 1
