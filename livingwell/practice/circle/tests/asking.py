"""How the tests of a person's own rooms ask pages: signed in as one of the cast, at an address of their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client
from django.urls import reverse

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.guarded import Guarded
from livingwell.practice.circle.models import Look
from tests.cast import Cast


def signed_in(cast: Cast, name: str, **options: Any) -> Client:
    """A browser in which one of the cast is signed in."""
    client = Client(**options)
    client.force_login(cast.accounts[name])
    return client


def url(cast: Cast, name: str, *args: Any) -> str:
    """The address of a page in the cast's place."""
    return reverse(name, args=[cast.place.slug, *args])


def only(cast: Cast, name: str, model: type[Guarded], **which: Any) -> Any:
    """The one row of `model` that one of the cast may see."""
    who = cast.who(name)
    with speaking(who):
        return model.objects.visible_to(who).get(**which)


def looks_of(cast: Cast, name: str) -> set[tuple[str, str, str, str]]:
    """(who looked, what, by which rule, on which page) as that person may read it."""
    with speaking(cast.who(name)):
        return set(Look.unguarded.filter(person=cast.people[name]).values_list("by_name", "what", "reason", "page"))


@contextmanager
def as_the_database_sees(cast: Cast, name: str) -> Iterator[None]:
    """The web tier bypassed: the application's own role, told who is looking."""
    with speaking(cast.who(name)):
        yield
