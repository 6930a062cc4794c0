"""Holding words: cards, notices, questions with their answers, what has just happened."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from livingwell.kit.components.library import component, fresh_id, register

NOTICE_SIGNS = {"info": "info", "kind": "kind", "today": "talk", "done": "tick", "mend": "mend"}


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", level: int = 2, look: str = "") -> SafeString:
    """`{% card title="My plan" url=url %}…{% endcard %}`. Looks: '', 'own' (the person's), 'quiet'."""
    return component("card", content=content, title=title, url=url, level=level, look=look, id=fresh_id())


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", live: str = "") -> SafeString:
    """`{% notice "kind" title="…" %}…{% endnotice %}`: info, kind, today ("talk today"), done, mend."""
    return component("notice", content=content, look=kind, sign=NOTICE_SIGNS[kind], title=title, live=live)


@register.simple_tag(takes_context=True)
def crisis_help(
    context: template.Context, lines: Iterable[Mapping[str, Any]] | None = None, words: str = ""
) -> SafeString:
    """`{% crisis_help %}`: the place's crisis lines (from the context), or 999 when it has written none."""
    if lines is None:
        lines = context.get("crisis_lines") or getattr(context.get("place"), "crisis_lines", None) or ()
    return component("crisis_help", lines=list(lines), words=words)


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """`{% summary_list %}{% summary_row … %}…{% endsummary_list %}`: questions and their answers."""
    return format_html('<dl class="answers">{}</dl>', content)


@register.simple_block_tag
def summary_row(content: str, question: str, url: str = "", change: str = "") -> SafeString:
    """`{% summary_row "A name to call you by" url=url %}Sam{% endsummary_row %}`."""
    return component("summary_row", content=SafeString(content.strip()), question=question, url=url, change=change)


@register.simple_block_tag
def pill(content: str, kind: str = "plain") -> SafeString:
    """`{% pill %}Waiting for a yes{% endpill %}`. Kinds: plain, own, talk, soft. The words carry the meaning."""
    return format_html('<span class="pill pill-{}">{}</span>', kind, content)


@register.simple_block_tag
def disclosure(content: str, title: str, open: bool = False) -> SafeString:
    """`{% disclosure "Who may read this?" %}…{% enddisclosure %}`: more, for who wants it."""
    return component("disclosure", content=content, title=title, open=open)


@register.simple_block_tag
def empty_state(content: str, title: str = "") -> SafeString:
    """`{% empty_state "Nothing here yet" %}…{% endempty_state %}`: nothing to show, said kindly, with what next."""
    return component("empty_state", content=content, title=title)


@register.simple_block_tag
def when_read(content: str) -> SafeString:
    """`{% when_read %}…{% endwhen_read %}`: beside every place to write: when a human will read it."""
    return component("when_read", content=content)


@register.simple_tag(takes_context=True)
def toasts(context: template.Context) -> SafeString:
    """`{% toasts %}`: what has just happened (django.contrib.messages). Layouts place it already."""
    return component("toasts", shown=list(context.get("messages") or ()))


@register.simple_tag
def progress(value: int, of: int, label: str, words: str = "") -> SafeString:
    """`{% progress 3 9 "Your introduction" %}`."""
    return component("progress", value=value, of=of, label=label, words=words, id=fresh_id())
