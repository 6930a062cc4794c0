"""Asking every address as everybody: which row each address is about, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.checks import every_pattern
from livingwell.kit.permission.guarded import Guarded
from livingwell.people.models import Membership, Organisation, Team
from livingwell.practice.network.models import Support
from tests.cast import MADE_FOR_TESTS, Cast

#: Everybody who is asked, in the order of the written table; "nobody" is signed out.
EVERYBODY = (
    "nobody", "person", "friend", "peer", "nurse", "lead", "south_lead", "coordinator", "commissioner", "privacy_lead",
    "place_lead", "stranger", "far_worker",
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One address of the site with its name, and what fills it in."""

    name: str
    route: str
    url: str


def addresses(cast: Cast) -> Iterator[Address]:
    """Every address, each about the person's row (or their team's, or the peer worker's membership)."""
    seen = set()
    for route, pattern in every_pattern(get_resolver().url_patterns):
        if route in seen or pattern.name is None:
            continue
        seen.add(route)
        wanted = dict(pattern.pattern.converters)
        kwargs: dict[str, Any] = {}
        if "<slug:place>" in route:
            kwargs["place"] = cast.place.slug
        if "pk" in wanted:
            kwargs["pk"] = _row(cast, pattern.callback.door[0])
        for name, example in {
            "code": "river-apple-lamp-song-42", "key": "ana", "for_whom": "me", "question": "happening",
            "what": "email", "number": 1, "at": 1, "secret": "x", "worker": cast.people["peer"].pk,
        }.items():  # fmt: skip
            if name in wanted:
                kwargs[name] = example
        yield Address(pattern.name, route, reverse(pattern.name, kwargs=kwargs))


def _row(cast: Cast, model: type[models.Model] | None) -> Any:
    if model is Team:
        return cast.north.pk
    if model is Membership:
        return Membership.objects.get(person=cast.people["peer"], team=cast.north).pk
    if model is Organisation:
        return cast.organisations["Mind"].pk
    with speaking(MADE_FOR_TESTS):
        if model is None:
            return Support.objects.filter(place=cast.place).values_list("pk", flat=True).first()
        if issubclass(model, Guarded):
            rows = model.unguarded.order_by("pk").values_list("pk", flat=True)
            theirs = rows.filter(**{model.subject: cast.people["person"].pk}) if model.subject else rows
            return theirs.first() or rows.first()
        return model._default_manager.values_list("pk", flat=True).first()


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever is asked in this block is undone, and the client is still who they were: an address that signs out, or
    leaves quickly, is not the last one that is asked as somebody."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        client.cookies.clear()
        client.cookies.load(cookies)


def ask(client: Client, address: Address) -> Any:
    """What the address answers; whatever it did is undone. Where it takes only a POST, an empty one."""
    with undone(client):
        response = client.get(address.url)
        return client.post(address.url, {}) if response.status_code == 405 else response


def in_a_word(response: Any) -> str:
    """An answer as the written table says it."""
    if response.status_code in (301, 302, 303):
        return "sign in" if "/sign-in/" in response["Location"] else "on"
    return str(response.status_code)


def sign_in(client: Client, cast: Cast, name: str) -> None:
    """Be somebody of the cast, or nobody."""
    client.logout()
    if name != "nobody":
        client.force_login(cast.accounts[name])
