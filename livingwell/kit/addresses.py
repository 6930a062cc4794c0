"""Addresses: of many rows of one page; and whole ones, for what is read outside the platform."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.urls import reverse

_STAND_IN = UUID(int=0)


def of_each(name: str, **of: str) -> Callable[[UUID], str]:
    """The addresses called `name`, by their ``pk``: asked of Django once, each row's id put in its place. To ask anew
    for every row of a board costs as much as drawing it."""
    before, after = reverse(name, kwargs={**of, "pk": _STAND_IN}).split(str(_STAND_IN))
    return lambda pk: f"{before}{pk}{after}"


def whole(name: str, **of: str) -> str:
    """The whole address of a page, for what is read outside the platform (LIVINGWELL_URL)."""
    return str(settings.ORIGIN) + reverse(name, kwargs=of)
