"""Finding the way: steps, tabs, pages before and after, back, keys."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from livingwell.kit.components.library import component, register
from livingwell.kit.components.shapes import icon_drawing


@register.simple_tag
def step_header(current: int, total: int, back: str = "", skip: str = "") -> SafeString:
    """`{% step_header 3 9 back=url skip=url %}`: where we are, a way back, a way past."""
    stones = ["here" if n == current else "done" if n < current else "" for n in range(1, total + 1)]
    return component("step_header", current=current, total=total, back=back, skip=skip, stones=stones)


@register.simple_tag
def tabs(items: Sequence[Mapping[str, Any]], label: str) -> SafeString:
    """`{% tabs items "Parts of the board" %}`: items are dicts label, url, current, count (optional)."""
    return component("tabs", items=items, label=label)


@register.simple_tag
def earlier_later(
    earlier: str = "", later: str = "", label: str = "", earlier_words: str = "", later_words: str = ""
) -> SafeString:
    """`{% earlier_later earlier=url later=url %}`: keyset pages; there is no page 7 of 312."""
    return component(
        "earlier_later",
        earlier=earlier,
        later=later,
        label=label,
        earlier_words=earlier_words,
        later_words=later_words,
    )


@register.simple_block_tag
def back_link(content: str, url: str) -> SafeString:
    """`{% back_link url %}Back to the board{% endback_link %}`."""
    return format_html('<a class="back" href="{}">{}{}</a>', url, icon_drawing("back"), content)


@register.simple_tag
def breadcrumbs(items: Sequence[Mapping[str, Any]]) -> SafeString:
    """`{% breadcrumbs items %}`: dicts label and url; the last has no url."""
    return component("breadcrumbs", items=items)


#: Keys that every page of the desk knows.
USUAL_KEYS = (
    (("j", "k"), gettext_lazy("Down and up a list")),
    (("Enter",), gettext_lazy("Open what is marked")),
    (("/",), gettext_lazy("Go to the search box")),
    (("?",), gettext_lazy("Show this")),
)


@register.simple_tag
def key_hints(hints: Sequence[Mapping[str, Any]] = ()) -> SafeString:
    """`{% key_hints hints %}`: the dialog that `?` opens; dicts keys (list) and label. Without any, the usual keys."""
    said = [(hint["keys"], hint["label"]) for hint in hints] or USUAL_KEYS
    return _drawn_hints(get_language(), tuple((tuple(keys), str(label)) for keys, label in said))


@lru_cache(maxsize=64)  # the same few dialogs on every page: words of the platform, nobody's own
def _drawn_hints(language: str | None, hints: tuple[tuple[tuple[str, ...], str], ...]) -> SafeString:
    return component("key_hints", hints=[{"keys": keys, "label": label} for keys, label in hints])
