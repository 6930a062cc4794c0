"""What is published is what Open Referral's own schemas say, holds nothing empty, and really filters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator, FormatChecker

from livingwell.kit import clock
from livingwell.practice.network.actions import add_support, close_support, import_directory
from livingwell.practice.network.actions.importing import IMPORTING, Publisher
from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.models import Support
from tests.cast import Cast
from tests.fixtures import shared

pytestmark = pytest.mark.django_db

COUNCIL = Publisher(name="Council", attribution="Alderbrook Council", licence="Open Government Licence v3.0")
PROFILE = "openreferral/uk-profile-3.0/schema"
FEED = {
    "content": [
        {"id": "a", "name": "Monday walk", "description": "A slow walk and tea", "url": "https://walk.example.org",
         "organization": {"id": "o1", "name": "Walkers"},
         "eligibilitys": [{"minimum_age": 16, "maximum_age": 25}],
         "regular_schedules": [{"byday": "MO,WE", "opens_at": "09:30", "closes_at": "11:00"}],
         "service_taxonomys": [{"taxonomy": {"name": "Walking"}}, {"taxonomy": {"name": "Company"}}]},
        {"id": "b", "name": "Evening choir", "description": "Singing and tea",
         "eligibilitys": [{"minimum_age": 18}],
         "regular_schedules": [{"byday": "MO", "opens_at": "19:00", "closes_at": "21:00"},
                               {"byday": "TU", "opens_at": "09:45", "closes_at": "10:45"}],
         "service_taxonomys": [{"taxonomy": {"name": "Singing"}}, {"taxonomy": {"name": "company"}}]},
        {"id": "c", "name": "Debt advice", "description": "Bring the letters"},
    ]
}  # fmt: skip


def load(cast: Cast, data: bytes, filename: str = "feed.json") -> None:
    reading = read_directory(data, filename=filename)
    import_directory(cast.place, reading=reading, data=data, publisher=COUNCIL, by=IMPORTING)


@pytest.fixture
def feed(cast: Cast) -> Cast:
    load(cast, json.dumps(FEED).encode())
    return cast


def address(cast: Cast, name: str, *pk: Any) -> str:
    return reverse(f"openreferral{name}", args=[cast.place.slug, *pk])


def asked(cast: Cast, **given: Any) -> set[str]:
    """The names of the services that are found."""
    answer = Client().get(address(cast, "_services"), given)
    assert answer.status_code == 200, answer.content
    return {service["name"] for service in answer.json()["contents"]}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(shared(f"{PROFILE}/{name}").read_text()), format_checker=FormatChecker())


def nothing_in_it(said: Any, where: str = "") -> Iterator[str]:
    """Where something empty or null is said."""
    if said in (None, "", [], {}):
        yield where
    for key, value in said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ():
        yield from nothing_in_it(value, f"{where}/{key}")


@pytest.mark.parametrize("of", ["trafford_mental_health_services.csv", "bristol_oruk_v1_page1.json"])
def test_a_councils_directory_is_published_as_the_schemas_say(cast: Cast, of: str) -> None:
    load(cast, shared(f"directory/{of}").read_bytes(), of)
    services = pages(cast, "_services")
    assert len(services) == Support.objects.filter(place=cast.place).count() >= 30
    checked = [("compiled/service_list.json", each) for each in services]
    checked += [("compiled/service.json", one(cast, "_service", each["id"])) for each in services]
    checked += [("compiled/service_at_location_list.json", each) for each in pages(cast, "_service_at_locations")]
    checked += [("compiled/organization_list.json", each) for each in pages(cast, "_organizations")]
    checked += [("taxonomy.json", each) for each in pages(cast, "_taxonomies")]
    checked += [("taxonomy_term.json", each) for each in pages(cast, "_taxonomy_terms")]
    wrong = [
        f"{schema} {'/'.join(map(str, error.path))}: {error.message[:200]}"
        for schema, said in checked
        for error in validator(schema).iter_errors(said)
    ]
    assert wrong == []
    assert [f"{where} of {schema}" for schema, said in checked for where in nothing_in_it(said)] == []


def pages(cast: Cast, name: str) -> list[Any]:
    """Everything of a list, page after page, each page saying truly which it is."""
    found: list[Any] = []
    client, number = Client(), 1
    while True:
        page = client.get(address(cast, name), {"page": number, "per_page": 7}).json()
        found += page["contents"]
        assert page["size"] == len(page["contents"])
        assert (page["page_number"], page["first_page"]) == (number, number == 1)
        assert page["empty"] is (not page["contents"])
        assert page["last_page"] is (number == page["total_pages"])
        if page["last_page"]:
            assert page["total_items"] == len(found) == len({each["id"] for each in found})
            return found
        number += 1


def one(cast: Cast, name: str, pk: str) -> Any:
    answer = Client().get(address(cast, name, pk))
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, {"Monday walk", "Evening choir", "Debt advice"}),
        ({"search": "tea"}, {"Monday walk", "Evening choir"}),
        ({"search": "walking tee"}, {"Monday walk"}),
        ({"minimum_age": "17"}, {"Evening choir"}),
        ({"maximum_age": "25"}, {"Monday walk"}),
        ({"maximum_age": "24"}, set()),
        ({"day": "MO"}, {"Monday walk", "Evening choir"}),
        ({"day": "monday", "start_time": "18:00"}, {"Evening choir"}),
        # The choir is on a Monday, and it is open then; but not on a Monday at that time.
        ({"day": "MO", "start_time": "09:00", "end_time": "12:00"}, {"Monday walk"}),
        ({"day": "WE", "search": "tea", "minimum_age": "10"}, {"Monday walk"}),
        ({"modified_after": "2999-01-01T00:00:00Z"}, set()),
        ({"of_another_version": "1"}, {"Monday walk", "Evening choir", "Debt advice"}),
        ({"page": "4"}, set()),
    ],
)
def test_everything_asked_for_has_to_hold_at_once(feed: Cast, given: dict[str, str], found: set[str]) -> None:
    assert asked(feed, **given) == found


def test_topics_are_asked_for_by_their_ids(feed: Cast) -> None:
    terms = {term["name"].lower(): term for term in pages(feed, "_taxonomy_terms")}
    assert set(terms) == {"walking", "company", "singing"}, "company is one topic, however it is written"
    assert asked(feed, taxonomy_term_id=terms["company"]["id"]) == {"Monday walk", "Evening choir"}
    assert asked(feed, taxonomy_term_id=terms["walking"]["id"], day="TU") == set()
    assert asked(feed, taxonomy_term_id=uuid4()) == set()
    [taxonomy] = pages(feed, "_taxonomies")
    assert asked(feed, taxonomy_id=taxonomy["id"]) == {"Monday walk", "Evening choir"}
    assert one(feed, "_taxonomy_term", terms["walking"]["id"]) == terms["walking"]


@pytest.mark.parametrize(
    "given",
    [
        {"page": "0"}, {"page": "x"}, {"per_page": "100000"}, {"taxonomy_term_id": "walking"}, {"taxonomy_id": "1"},
        {"minimum_age": "old"}, {"maximum_age": "nan"}, {"maximum_age": "1e999"}, {"day": "someday"},
        {"start_time": "25:00"}, {"end_time": "late"}, {"modified_after": "yesterday"}, {"search": "a\x00"},
        {"modified_after": "0000-99-99T00:00:00Z"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_not_passed_over(feed: Cast, given: dict[str, str]) -> None:
    answer = Client().get(address(feed, "_services"), given)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(next(iter(given)))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_copy_is_known_by_its_etag_until_anything_changes(feed: Cast) -> None:
    client, services = Client(), address(feed, "_services")
    first = client.get(services)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "sessionid" not in first.cookies
    etag = first.headers["ETag"]
    assert client.get(services, headers={"If-None-Match": f'"other", W/{etag}'}).status_code == 304
    assert client.get(services, {"day": "MO"}, headers={"If-None-Match": etag}).status_code == 200
    with clock.at(clock.now()):
        add_support(feed.place, by=feed.who("peer"), name="Repair bench")
    assert client.get(services, headers={"If-None-Match": etag}).status_code == 200


def test_what_has_closed_says_so_to_whoever_kept_a_copy(feed: Cast) -> None:
    before = clock.now()
    choir = Support.objects.get(name="Evening choir")
    close_support(choir, by=feed.who("peer"))
    assert one(feed, "_service", str(choir.pk))["status"] == "defunct"
    assert asked(feed, modified_after=before.isoformat()) == {"Evening choir"}
    assert asked(feed, search="tea") == {"Monday walk"}, "whoever looks for something to go to is not sent there"


def test_it_says_what_it_is_and_what_can_be_asked(feed: Cast) -> None:
    client = Client()
    about = client.get(address(feed, "")).json()
    assert about["version"] == "3.0"
    described = client.get(about["openapi_url"]).json()
    for path in described["paths"]:
        if "{" not in path:
            assert client.get(described["servers"][0]["url"] + path).status_code == 200
    answer = client.get(address(feed, "_service", uuid4()))
    assert (answer.status_code, set(answer.json())) == (404, {"error"})
    assert client.post(address(feed, "_services")).status_code == 405


def test_another_places_directory_is_not_in_it(feed: Cast) -> None:
    support = Support.objects.get(name="Monday walk")
    elsewhere = reverse("openreferral_service", args=[feed.elsewhere.slug, support.pk])
    assert Client().get(elsewhere).status_code == 404
    assert Client().get(reverse("openreferral_services", args=[feed.elsewhere.slug])).json()["total_items"] == 0
