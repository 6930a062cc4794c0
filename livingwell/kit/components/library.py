"""The one library every component registers in, and how each draws its template."""

from secrets import token_hex
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

register = template.Library()


def component(name: str, /, **values: Any) -> SafeString:
    """The template `kit/components/<name>.html`, drawn with these values."""
    return SafeString(get_template(f"kit/components/{name}.html").render(values))


def fresh_id() -> str:
    """An id for one element. Random, not counted: a fragment from another worker process may land in the same page."""
    return f"k{token_hex(4)}"
