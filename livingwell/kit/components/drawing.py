"""What is drawn beside words: icons, scenes, the round with letters. All decoration."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from livingwell.kit.components.library import register
from livingwell.kit.components.shapes import horizon_drawing, icon_drawing, scene_drawing


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "phone" %}`: a small drawing beside words that say the same."""
    return icon_drawing(name)


@register.simple_tag
def scene(slug: Any = "") -> SafeString:
    """`{% scene place.slug %}`: the cut-paper scene of a place."""
    return scene_drawing(str(slug or ""))


@register.simple_tag
def horizon(slug: Any = "") -> SafeString:
    """`{% horizon place.slug %}`: a low strip of the same land, in a `div.horizon`."""
    return horizon_drawing(str(slug or ""))


@register.simple_tag
def initials(name: Any) -> SafeString:
    """`{% initials "Amara Okoye" %}`: a round with one or two letters; readers hear the name beside it instead."""
    words = str(name or "").split()
    letters = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
    tone = sum(map(ord, str(name or ""))) % 4 + 1
    return format_html('<span class="initials tone-{}" aria-hidden="true">{}</span>', tone, letters or "·")
