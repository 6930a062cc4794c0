"""Search by words, typos and all, on the real directories: it finds what a person expects."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from livingwell.practice.network.actions import add_support, import_directory
from livingwell.practice.network.actions.importing import IMPORTING, Publisher
from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.models import Support
from livingwell.practice.network.searching import Found, search_supports, slips
from livingwell.practice.network.tests.test_import_directory import load, rows
from tests.cast import Cast, make_cast
from tests.fixtures import shared

REAL = ("trafford_mental_health_services.csv", "bristol_oruk_v1_page1.json")


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: object) -> object:
    """A place with both real directories in it, in a transaction that is rolled back at the end of this file."""
    from django.db import transaction

    files = [shared(f"directory/{name}") for name in REAL]
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        cast = make_cast()
        for path in files:
            data = path.read_bytes()
            reading = read_directory(data, filename=path.name)
            said = Publisher(attribution="The council", licence="OGL v3")
            import_directory(cast.place, reading=reading, data=data, publisher=said, by=IMPORTING)
        # Neither real file knows the word; somebody of the place adds what they know of.
        add_support(cast.place, by=cast.who("peer"), name="Friends in Bereavement", description="Tea and company")
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def place(both: Cast, django_db_blocker: object) -> object:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield both.place


def names(found: Found) -> list[str]:
    return [support.name for support in found.supports]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hearing voices", "Stretford Hearing Voices"),
        ("conselling", {"The Counselling and Family Centre", "CDI Community Counselling Service"}),
        ("counselling centre", {"The Counselling and Family Centre"}),
        ("manchster", {"Relate Greater Manchester South", "Manchester Refugee Support Network",
                       "Manchester Rape Crisis", "Autistic Society for the Greater Manchester Area (ASGMA)"}),
        ("anxeity group", {"Chorlton Anxiety Group", "Zion Anxiety Group",
                           "Altrincham Anxiety Group (Trafford Self Help Services)"}),
        ("depresion", {"Urmston Depression Group (Trafford Self Help Services)"}),
        ("samaritons", {"Samaritans"}),
        ("dementia cafe", {"Larkhill Demetia Cafe (Later Life Living)"}),
        ("domestic abuse", {"Trafford Domestic Abuse Service"}),
        ("refugees", {"Manchester Refugee Support Network"}),
        ("carers center", {"Trafford Carers Centre"}),
        ("Alzheimer's", {"Alzheimers Society Trafford"}),
        ("an anxiety group for me", {"Chorlton Anxiety Group", "Zion Anxiety Group",
                                     "Altrincham Anxiety Group (Trafford Self Help Services)"}),
        ("bereavment", {"Friends in Bereavement"}),
        ("music", {"BLOOM - Music sessions for parents experiencing anxiety and depression"}),
    ],
)  # fmt: skip
def test_the_first_answer_is_what_a_person_expects(place: object, typed: str, first: set[str] | str) -> None:
    found = search_supports(place.pk, typed)  # type: ignore[attr-defined]
    assert names(found)[0] in ({first} if isinstance(first, str) else first)


@pytest.mark.parametrize(
    ("typed", "meant"), [("bereevement", "bereave"), ("conselling", "counsel"), ("meditaton", "meditat")]
)
def test_a_slip_is_read_as_what_was_meant_and_says_so(place: object, typed: str, meant: str) -> None:
    found = search_supports(place.pk, typed)  # type: ignore[attr-defined]
    assert found.supports, typed
    assert found.instead[0][0] == typed
    assert found.instead[0][1].startswith(meant)
    for support in found.supports:
        assert meant in f"{support.name} {support.description} {support.topics}".lower(), support.name


def test_a_place_narrows_it(place: object) -> None:
    found = search_supports(place.pk, "dance", near="M33")  # type: ignore[attr-defined]
    assert [(s.name, s.postcode) for s in found.supports] == [("Dance System CIC", "M33 3JR")]
    for near, count in (("m3", 0), ("M33 7", 3), ("m337zf", 2), ("WA", 7), ("Altrincham", 5), ("Z", 0), ("%", 0)):
        assert len(search_supports(place.pk, "", near=near).supports) >= count, near  # type: ignore[attr-defined]
        if not count:
            assert search_supports(place.pk, "", near=near).supports == ()  # type: ignore[attr-defined]


def test_where_none_has_every_word_those_with_some_are_shown_and_it_says_so(place: object) -> None:
    found = search_supports(place.pk, "dementia trampolining")  # type: ignore[attr-defined]
    assert found.loosely
    assert any("ementia" in support.description for support in found.supports)


@pytest.mark.parametrize(
    "typed", ["", "   ", "the for of", "!!!", "'; drop table", "\x00", "😀", "a" * 9000, "' & | ! :*", "(("]
)
def test_nothing_typed_breaks_it(place: object, typed: str) -> None:
    search_supports(place.pk, typed)  # type: ignore[attr-defined]
    search_supports(place.pk, "", near=typed.replace("\x00", ""))  # type: ignore[attr-defined]


def test_nonsense_finds_nothing(place: object) -> None:
    assert search_supports(place.pk, "qwxzjk").supports == ()  # type: ignore[attr-defined]


def test_nothing_typed_browses_by_name(place: object) -> None:
    found = search_supports(place.pk, "")  # type: ignore[attr-defined]
    assert len(found.supports) == 20
    assert found.more
    assert names(found)[0] == "2 Way St Bristol"


def test_accents_are_forgiven(cast: Cast) -> None:
    load(cast, b"name,description,address,postcode,telephone,website\nCaf\xc3\xa9 Espa\xc3\xb1ol,Coffee,,,,\n")
    assert names(search_supports(cast.place.pk, "cafe espanol")) == ["Café Español"]
    assert names(search_supports(cast.place.pk, "café")) == ["Café Español"]


def test_another_places_and_closed_supports_are_not_found(cast: Cast) -> None:
    load(cast, rows(3))
    assert search_supports(cast.elsewhere.pk, "group").supports == ()
    from livingwell.practice.network.actions import close_support

    close_support(Support.objects.get(name="Group 1"), by=cast.who("peer"))
    assert names(search_supports(cast.place.pk, "group")) == ["Group 0", "Group 2"]


def test_three_queries_whatever_is_found(cast: Cast) -> None:
    load(cast, rows(1000))
    for typed in ("", "group", "gruop", "friendly group 7"):
        with CaptureQueriesContext(connection) as asked:
            search_supports(cast.place.pk, typed)
        assert len(asked) <= 3, typed


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("debt", "dept", 1),
        ("anxeity", "anxiety", 1),
        ("bereavment", "bereavement", 1),
        ("same", "same", 0),
        ("a", "xyz", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, away: int) -> None:
    assert slips(one, other, at_most=2) == away
