"""Unsent words: the form that keeps what is typed, and what was typed before."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from livingwell.kit.components.library import component, register
from livingwell.kit.once import fresh_token
from livingwell.kit.unsent.keeping import Keeping, browser_key_if_any


def _known(context: template.Context) -> dict[str, Any]:
    return {
        "url": reverse("keep_unsent", args=[context["place"].slug]),
        "sign_in_url": context.get("sign_in_url", ""),
        "csrf_token": context.get("csrf_token", ""),
    }


def keeping_parts(context: template.Context, kept: Keeping) -> tuple[SafeString, SafeString]:
    """What a form that is kept carries: its attributes, and what stands within it."""
    known = _known(context) | {"kept": kept}
    return component("unsent_attributes", **known), component("unsent_within", **known)


@register.simple_tag(takes_context=True)
def unsent_words(context: template.Context, kept: Keeping) -> SafeString:
    """`{% unsent_words keeping %}` before a `{% post_form form keeping=keeping %}`: says that what was typed before is
    back, and offers what other windows typed."""
    slug = context["place"].slug
    rows = [
        {"row": row, "away": reverse("throw_unsent_away", args=[slug, row.pk])}
        for row in ([kept.row] if kept.row else []) + kept.others
    ]
    return component("unsent_words", kept=kept, rows=rows, once=fresh_token(), csrf_token=context.get("csrf_token", ""))


@register.simple_tag(takes_context=True)
def unsent_waiting(context: template.Context) -> SafeString:
    """`{% unsent_waiting %}` on a page without such a form: sends what still waits in this browser."""
    return component("unsent_waiting", key=browser_key_if_any(context["viewer"].id), **_known(context))
