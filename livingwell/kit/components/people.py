"""Who: names, voices, what is shared with whom, who has looked."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from livingwell.kit.components.library import component, fresh_id, register
from livingwell.kit.forms.numbers import spoken_number


@register.simple_tag
def person_chip(name: str, about: str = "", url: str = "") -> SafeString:
    """`{% person_chip "Amara Okoye" about="peer worker" %}`."""
    return component("person_chip", name=name, about=about, url=url)


@register.simple_block_tag
def quote(content: str, who: str = "", when: str = "", by: str = "") -> SafeString:
    """`{% quote who="Sam" when="3 March" %}…{% endquote %}`: the person's own words. `by` wrote them down."""
    return component("quote", content=content, who=who, when=when, by=by)


@register.simple_block_tag
def worker_words(content: str, who: str = "", when: str = "") -> SafeString:
    """`{% worker_words who="Amara" %}…{% endworker_words %}`: what a worker wrote."""
    return component("worker_words", content=content, who=who, when=when)


@register.simple_block_tag
def voices(content: str) -> SafeString:
    """`{% voices %}{% voice … %}{% voice … %}{% endvoices %}`: two sides, beside each other where there is room."""
    return format_html('<div class="voices">{}</div>', content)


@register.simple_block_tag
def voice(content: str, kind: str, title: str, when: str = "", level: int = 3) -> SafeString:
    """One side. Kinds: person, worker; and for a clash: yours, theirs."""
    return component("voice", content=content, look=kind, title=title, when=when, level=level, id=fresh_id())


@register.simple_tag
def code_words(code: str, label: str = "") -> SafeString:
    """`{% code_words "bramble kettle north" %}`: a returning code, easy to write down, read aloud and copy."""
    whole = " ".join(str(code).split())
    return component("code_words", words=whole.split(" "), whole=whole, label=label, id=fresh_id())


@register.simple_tag
def share_sentence(who: str, parts: Sequence[str] | str, until: str = "", note: str = "") -> SafeString:
    """`{% share_sentence "Amara's team" parts until="3 March" %}`: who will see what, said first."""
    named = [parts] if isinstance(parts, str | Promise) else list(parts)  # words to be translated are one part too
    return component("share_sentence", who=who, parts=named, until=until, note=note)


@register.simple_block_tag
def looks(content: str) -> SafeString:
    """`{% looks %}{% look_row … %}{% endlooks %}`: who has looked."""
    return format_html('<ul class="looks">{}</ul>', content)


@register.simple_tag
def look_row(who: str, part: str, when: str, rule: str = "", about: str = "") -> SafeString:
    """`{% look_row who="Amara Okoye" part="My plan" when="Today, 10:14" rule="you shared it with her team" %}`."""
    return component("look_row", who=who, part=part, when=when, rule=rule, about=about)


@register.filter
def phone(number: Any) -> str:
    """`{{ number|phone }}`: +447700900123 as 07700 900 123."""
    return spoken_number(str(number or ""))
