"""How old one must be to read a page with ease: the grade of Kincaid and others (1975), over whole sentences.

    grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59        age = grade + 5

J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom: "Derivation of new readability formulas for Navy enlisted
personnel", Research Branch Report 8-75, 1975. It is a formula of lengths, so it sees no hard idea in short words; what
it can do is keep sentences and words short. Fragments (labels, names, buttons) would flatter it and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

#: Fewer words than these are a label, not a sentence.
SENTENCE = 4
_BLOCKS = frozenset(
    "p li h1 h2 h3 h4 dt dd label legend caption th td summary figcaption div section article form br button option "
    "select title ul ol dl tr table main header footer nav fieldset details".split()
)
_VOID = frozenset("br hr img input meta link source wbr".split())
#: Words that are not the product's: what people wrote, drawings, code, codes to sign in with.
_SILENT_TAGS = frozenset("script style svg blockquote code pre textarea option kbd".split())
_SILENT_CLASSES = frozenset("person-text worker-words unseen code-words initials".split())
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_END = re.compile(r"(?<=[.?!:;])[\s”]+")
#: Silent before a second part of the word: some-body, there-fore.
_SILENT_E = re.compile(r"^(some|home|here|there|where|safe|use|care|hope|like|else|move|name)(?=[bcdfghjklmnpqrstvwz])")
#: (an ending whose e is silent, what makes it spoken after all)
_SILENT_ENDS = (
    (r"[^aeiouy]e$", r"[^aeiouy]le$"),
    (r"[^aeiouytd]ed$", r"[^aeiouyr]led$"),
    (r"[^aeiouysxzcg]es$", r"([cs]h|[^aeiouy]l)es$"),
    (r"[^aeiouy]e(ly|ful|ment|less)$", r"^$"),
)
_ODD = {
    "being": 2, "idea": 3, "ideas": 3, "area": 3, "diary": 3, "create": 2, "created": 3, "anyone": 3, "anything": 3,
    "everything": 3, "every": 2, "everybody": 4, "everyone": 3, "family": 3, "going": 2, "doing": 2, "seeing": 2,
    "saying": 2, "quiet": 2, "video": 3, "person’s": 2, "friend’s": 1, "somebody’s": 3, "useless": 2, "trying": 2,
    "ourselves": 2, "themselves": 2, "something": 2, "sometimes": 2, "evening": 2, "different": 2, "safely": 2,
}  # fmt: skip


def syllables(word: str) -> int:
    """How many syllables an English word has, by its letters; right for nine words in ten and a test says so."""
    word = word.lower()
    if word in _ODD:
        return _ODD[word]
    word = re.sub(r"[’'](s|t|m|d|ll|re|ve)$", "", word)
    word = _SILENT_E.sub(lambda found: found[1][:-1], word)
    count = len(re.findall(r"[aeiouy]+", word))
    silent = any(re.search(end, word) and not re.search(spoken, word) for end, spoken in _SILENT_ENDS)
    return max(1, count - silent)


def sentences(texts: Iterable[str]) -> Iterator[list[str]]:
    """The words of each whole sentence; what is too short to be one is left out."""
    for text in texts:
        for part in _END.split(" ".join(text.split())):
            words = _WORD.findall(part)
            if len(words) >= SENTENCE:
                yield words


def grade(said: list[list[str]]) -> float:
    """The school grade of these sentences."""
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


class Blocks(HTMLParser):
    """The text of a page's main part, block by block, without anybody's own words."""

    def __init__(self, within: str = "main") -> None:
        super().__init__()
        self.within = within
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._now: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._close()
        if tag not in _VOID:
            classes = set((dict(attrs).get("class") or "").split())
            self._open.append((tag, tag in _SILENT_TAGS or bool(classes & _SILENT_CLASSES)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._close()
        while any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if any(name == self.within for name, _ in self._open) and not any(silent for _, silent in self._open):
            self._now.append(data)

    def _close(self) -> None:
        if text := "".join(self._now).strip():
            self.found.append(text)
        self._now = []


def blocks(html: str) -> list[str]:
    """The blocks of text in a page's main part."""
    reader = Blocks()
    reader.feed(html)
    reader.close()
    return reader.found
