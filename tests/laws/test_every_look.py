"""Seen to be seen: every page that shows a worker somebody's name or words leaves a look that names that somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils.html import escape

from livingwell.kit.database.speaking import speaking
from livingwell.practice.circle.models import Look
from tests.cast import MADE_FOR_TESTS, Cast
from tests.laws.matrix import Address, addresses, sign_in, undone
from tests.lives import live_fully

#: What only a row about the person could have put on a page: their name, and words that were said.
TELLING = ("Ana Asking", "Quinn Quiet", "Tired.", "And cold.", "We walked.", "Likes walking.", "Her sister rang.",
           "The dog.", "We ran.", "Today, please.", "Swim?", "Where I am", "Sleep.")  # fmt: skip
#: The gallery's people are invented.
NOBODYS = frozenset({"kit/"})


def _asked(address: Address) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each address as a page, as a form sent empty, and searched by name."""
    yield "GET", address.url, {}
    yield "GET", address.url, {"q": "Ana Asking"}
    yield "POST", address.url, {}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["peer", "nurse", "friend", "south_lead", "privacy_lead"])
def test_whoever_is_shown_is_told(cast: Cast, client: Client, who: str) -> None:
    live_fully(cast)
    client.raise_request_exception = False
    sign_in(client, cast, who)
    viewer = cast.who(who)
    unseen, twice, shown = [], [], 0
    before = set(_looks(viewer.id).values_list("pk", flat=True))
    for address in addresses(cast):
        if address.route in NOBODYS:
            continue
        for method, url, given in _asked(address):
            with undone(client):
                response = client.get(url, given) if method == "GET" else client.post(url, given)
                if response.streaming or response.status_code in (301, 302, 303):
                    continue
                fresh = [look for look in _looks(viewer.id) if look.pk not in before]
            page = response.content.decode(errors="replace")
            about = [words for words in TELLING if escape(words) in page and words not in given.values()]
            shown += bool(about)
            if about and not any(_names(look, cast) for look in fresh):
                unseen.append(f"{who} {method} /{address.route} {response.status_code}: {about}")
            kinds = [(look.person_id, look.what) for look in fresh]
            if len(kinds) != len(set(kinds)):
                twice.append(f"{who} {method} /{address.route}: {sorted(map(str, kinds))}")
    assert unseen == [], "\n".join(unseen)
    assert twice == [], "\n".join(twice)
    assert shown > 5, "whoever is signed in is shown people: they are not signed out on the way"


def _looks(by: UUID) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('livingwell.viewer', %s, true)", [str(by)])
    return Look.unguarded.filter(by_id=by)


def _names(look: Look, cast: Cast) -> bool:
    whom = {cast.people["person"].pk, cast.people["quiet"].pk}
    return look.person_id in whom or bool(whom & set(look.people))


@pytest.mark.django_db
def test_a_look_that_cannot_be_written_is_a_page_that_is_not_shown(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_fully(cast)
    client.raise_request_exception = False
    sign_in(client, cast, "peer")
    with speaking(MADE_FOR_TESTS):
        story = next(address for address in addresses(cast) if address.name == "journey")
    monkeypatch.setattr("livingwell.kit.permission.showing._recorders", [_cannot])
    answer = client.get(story.url)
    assert answer.status_code >= 500
    assert b"Ana Asking" not in answer.content


def _cannot(*args: Any) -> None:
    raise RuntimeError("the disk is full")
