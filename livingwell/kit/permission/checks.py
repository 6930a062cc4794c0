"""A system check: an address without a door stops `check`, and with it the server, CI and deployment."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

#: Addresses that libraries bring, each kept by the library itself; what they hold is nobody's story.
OTHERS_DOORS = ("allauth.", "django.views.static", "django.contrib.staticfiles")


def every_pattern(patterns: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site as (route, pattern), depth first."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from every_pattern(pattern.url_patterns, route)


@register()
def every_address_has_a_door(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a site in which any view was written without saying who may enter."""
    return [
        Error(f"/{route} → {pattern.callback.__module__}.{pattern.callback.__name__} has no door", id="kit.E001")
        for route, pattern in every_pattern(get_resolver().url_patterns)
        if not hasattr(pattern.callback, "door") and not pattern.callback.__module__.startswith(OTHERS_DOORS)
    ]
