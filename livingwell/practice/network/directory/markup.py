"""What does this HTML say, as plain text?"""

import re
from html.parser import HTMLParser

import nh3

from .emails import read_email
from .phones import read_phones
from .webs import read_web_address

_BLOCKS = (
    "p div section article header footer main nav aside figure figcaption table tbody thead tfoot "
    "caption blockquote pre hr h1 h2 h3 h4 h5 h6 dl dt dd form fieldset address ul ol"
)
_PARAGRAPHS = frozenset(_BLOCKS.split())
_LINES = frozenset(("br", "tr"))
_KEPT = _PARAGRAPHS | _LINES | {"li", "a", "td", "th"}
_INLINE = "span b i u em strong font small big sub sup s strike del ins code cite q mark center label abbr acronym o:p"
_EMBEDDED = "html head body title meta link img script style iframe svg object embed input button select video audio"
_KNOWN = "|".join(sorted(map(re.escape, _KEPT | set(_INLINE.split()) | set(_EMBEDDED.split())), key=len, reverse=True))
_TAG = re.compile(rf"<(?:!doctype[^<>]*>|/?(?:{_KNOWN})(?:[\s/][^<>]*)?>)", re.IGNORECASE)
_BREAKS = re.compile(rf"</?(?:{'|'.join(sorted(_PARAGRAPHS | _LINES | {'li'}))})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[^\s<>@/]+@[^\s<>@]+)>", re.IGNORECASE)
_NO_TAG = re.compile(rf"<(?!!doctype|/?(?:{_KNOWN})\b|/?[a-z][\w:\-]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_MOST_TAGS = 5_000  # No description has as many; parsing them all would keep the whole import waiting.
_BARE_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether the text holds real HTML tags; "ages <18", "a < b" and "<name@example.org>" are not."""
    return "<" in text and (_TAG.search(text) is not None or _without_comments(text) != text)


def html_to_text(html: str) -> tuple[str, int]:
    """The words of the HTML, and how many links were left out because we may not show where they lead.

    Paragraphs are parted by an empty line, list items begin with "- " or their number, a link is followed by its
    target in brackets unless its words already say it. Scripts, styles and comments say nothing. Line breaks of a text
    that has no block tags at all are kept.
    """
    html = _without_comments(html)
    if html.count("<") > _MOST_TAGS:
        return _ANY_TAG.sub(" ", html), 0
    keep_lines = _BREAKS.search(html) is None
    source = _ADDRESS.sub(r" \1 ", html)
    source = _BARE_AMPERSAND.sub("&amp;", _NO_TAG.sub("&lt;", source))
    clean = nh3.clean(
        source.replace("\n", "<br>") if keep_lines else source,
        tags=set(_KEPT),
        attributes={"a": {"href"}},
        clean_content_tags={"script", "style", "title"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    writer = _Writer()
    writer.feed(clean)
    writer.close()
    return "".join(writer.out), writer.dropped


def _without_comments(html: str) -> str:
    out, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        out.append(html[at:start])
        at = end + 3
    return "".join(out) + html[at:]


class _Writer(HTMLParser):
    """Writes plain text from nh3's well-formed output."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.dropped = 0
        self._lists: list[int | None] = []
        self._bullet = ""
        self._opening = False
        self._href: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._href, self._words = dict(attrs).get("href"), []
        elif tag == "li":
            if self._lists and self._lists[-1] is not None:
                self._lists[-1] += 1
            number = self._lists[-1] if self._lists else None
            self._bullet = "\n- " if number is None else f"\n{number}. "
        elif tag in ("ul", "ol"):
            self._opening = not self._lists
            self._break("\n" if self._lists else "\n\n")
            self._lists.append(0 if tag == "ol" else None)
        elif tag in ("td", "th"):
            self._break(" ")
        elif tag in _KEPT:
            self._break("\n" if tag in _LINES else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
        elif tag in ("ul", "ol"):
            self._bullet = ""
            if self._lists:
                self._lists.pop()
            self.out.append("\n" if self._lists else "\n\n")
        elif tag == "li":
            self._bullet = ""
        elif tag in _PARAGRAPHS:
            self._break("\n" if self._lists else "\n\n")

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if self._bullet and words.strip():
            self._begin_item()
            words = words.lstrip()
        self.out.append(words)
        self._words.append(words)

    def _begin_item(self) -> None:
        if not self._opening:  # Items follow one another line by line, whatever paragraphs they are made of.
            while self.out and not self.out[-1].strip():
                self.out.pop()
        self.out.append(self._bullet)
        self._bullet, self._opening = "", False

    def _break(self, kind: str) -> None:
        if not self._bullet:
            self.out.append(kind)

    def _close_link(self) -> None:
        words, href = "".join(self._words).strip(), self._href
        self._href, self._words = None, []
        if not words or href is None:
            self.dropped += bool(words)
            return
        target = _target(href)
        if not target:
            self.dropped += 1
        elif _bare(target) not in _bare(words):
            trailing = " " if self.out and self.out[-1].endswith(" ") else ""
            if trailing:
                self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append(f" ({target}){trailing}")


def _target(href: str) -> str:
    kind, _, rest = href.strip().partition(":")
    if kind.lower() == "mailto":
        return read_email(rest.partition("?")[0])[0]
    if kind.lower() == "tel":
        phones, _ = read_phones(rest)
        return phones[0].number if phones else ""
    return read_web_address(href).url if kind.lower() in ("http", "https") else ""


def _bare(text: str) -> str:
    text = re.sub(r"^https?://(?:www\.)?", "", "".join(text.split()).lower())
    return text.rstrip("/")
