"""Doing things: buttons and links that look like them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from livingwell.kit.components.library import component, register
from livingwell.kit.once import fresh_token

BUTTON_LOOKS = {
    "primary": "",
    "quiet": "button-quiet",
    "warm": "button-warm",
    "talk": "button-talk",
    "plain": "button-plain",
}


def button_class(kind: str, small: bool) -> str:
    look = BUTTON_LOOKS[kind]
    return " ".join(part for part in (look, "button-small" if small else "") if part)


@register.simple_block_tag
def link_button(content: str, url: str, kind: str = "primary", small: bool = False) -> SafeString:
    """`{% link_button url kind="warm" %}Start here{% endlink_button %}`: goes somewhere; changes nothing."""
    return format_html('<a class="button {}" href="{}">{}</a>', button_class(kind, small), url, content)


@register.simple_block_tag
def button(content: str, kind: str = "primary", name: str = "", value: str = "", small: bool = False) -> SafeString:
    """`{% button %}Carry on{% endbutton %}`: sends the form it stands in."""
    said = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button type="submit" class="button {}"{}>{}</button>', button_class(kind, small), said, content
    )


@register.simple_block_tag(takes_context=True)
def post_button(
    context: template.Context,
    content: str,
    url: str,
    kind: str = "primary",
    small: bool = False,
    once: str = "",
    **hidden: Any,
) -> SafeString:
    """`{% post_button url step=step.pk %}I'll hold this{% endpost_button %}`: one act, one press; csrf included.

    Carries a `once` token (kit/once.py). Any other keyword becomes a hidden input.
    """
    return component(
        "post_button",
        url=url,
        content=content,
        look=button_class(kind, small),
        hidden=hidden,
        once=once or fresh_token(),
        csrf_token=context.get("csrf_token", ""),
    )
