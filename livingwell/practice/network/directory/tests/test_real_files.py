"""The real files, counted by looking at them, and named supports checked field by field."""

import json
import re
from datetime import date

import pytest

from livingwell.practice.network.directory.outcomes import Reading
from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.directory.records import Phone, SupportRecord

from .shared_files import BRISTOL, TRAFFORD, shared_file


@pytest.fixture(scope="module")
def bristol() -> Reading:
    return read_directory(shared_file(BRISTOL), filename=BRISTOL)


@pytest.fixture(scope="module")
def trafford() -> Reading:
    return read_directory(shared_file(TRAFFORD), filename=TRAFFORD)


def named(reading: Reading, name: str) -> SupportRecord:
    return next(t.record for t in reading.taken if t.record.name == name)


def mends(reading: Reading, name: str) -> list[str]:
    return next([str(m) for m in t.mends] for t in reading.taken if t.record.name == name)


def test_trafford_counts(trafford):
    assert trafford.kind == "csv"
    assert trafford.totals == {"rows": 60, "taken": 60, "mended": 1, "left": 0}
    assert (trafford.notes, dict(trafford.unread)) == ((), {})
    assert sum(bool(t.record.postcode) for t in trafford.taken) == 59
    assert all(phone.dial for t in trafford.taken for phone in t.record.phones)
    assert all(t.record.url and t.record.description and len(t.record.phones) == 1 for t in trafford.taken)


def test_trafford_rows_are_numbered_as_a_spreadsheet_does(trafford):
    assert [t.row for t in trafford.taken] == list(range(2, 62))


def test_trafford_a_plain_support(trafford):
    support = named(trafford, "Stretford Hearing Voices")
    assert support.address == "St Francis Church, Edge Lane, Stretford"
    assert support.postcode == "M32 8HT"
    assert support.phones == (Phone("07904 601257", "+447904601257"),)  # "0790 460 1257" in the file
    assert support.url == "http://www.hearing-voices.org/groups/stretford-manchester/"


def test_trafford_the_one_wrong_postcode_stays_with_its_address(trafford):
    name = "Altrincham Anxiety Group (Trafford Self Help Services)"
    support = named(trafford, name)
    assert support.postcode == ""
    assert support.address.endswith("Barrington Road, Altrincham, WA154 1HF")
    assert mends(trafford, name) == [
        "postcode: “WA154 1HF” has not the shape of a UK postcode; kept with the address",
    ]


@pytest.mark.parametrize(
    ("name", "postcodes"),
    [
        ("Being There", {"M41 5SN", "M23 9LT"}),
        ("Dance System CIC", {"M33 3JR", "WA15 8AP"}),
    ],
)
def test_trafford_one_name_at_two_places_is_two_supports(trafford, name, postcodes):
    twins = [t.record for t in trafford.taken if t.record.name == name]
    assert {t.postcode for t in twins} == postcodes
    assert len({t.source_id for t in twins}) == 2


def test_bristol_counts(bristol):
    assert bristol.kind == "oruk-v1"
    assert bristol.totals == {"rows": 30, "taken": 30, "mended": 29, "left": 0}
    said = [str(m) for t in bristol.taken for m in t.mends]
    assert said.count("description: HTML removed") == 26
    assert said.count("description: broken characters repaired") == 23
    assert said.count("description: invisible characters removed") == 2
    assert len(said) == 51
    assert bristol.notes == (
        "The file holds 30 of the feed's 243 services, page 1 of 5: the rest are in its other pages.",
    )
    assert dict(bristol.unread) == {"organization.description": 26}
    assert sum(bool(t.record.email) for t in bristol.taken) == 21
    assert sum(bool(t.record.topics) for t in bristol.taken) == 10


def test_bristol_carries_no_structured_places_or_numbers(bristol):
    assert not any(t.record.phones or t.record.postcode or t.record.address for t in bristol.taken)


def test_bristol_nothing_dirty_is_left_in_any_text(bristol):
    for taken in bristol.taken:
        words = json.dumps([taken.record.description, taken.record.name, taken.record.topics], ensure_ascii=False)
        assert not re.search(r"</?[a-z]+[ >]|&[a-z]+;|â€|Â|Ã|[\x80-\x9f\u00a0\u200b\ufffd]", words), taken.record.name


def test_bristol_pounds_paragraphs_and_links(bristol):
    support = named(bristol, "2 Way St Bristol")
    assert "\n\n£10 a hour for one session\n\n£7 a hour per session" in support.description
    assert "Facebook (https://www.facebook.com/2waystbristol/?ref=page_internal) or 07597922718" in support.description
    assert support.description.endswith("Twitter page: https://twitter.com/2waystAt2wayst")
    assert support.source_id == "93657689-252d-5a77-de87-42ca43452b0e"
    assert support.email == "our2wayst@hotmail.com"
    assert support.assured_on == date(2023, 12, 19)
    assert (support.organisation_name, support.status) == ("2 Way St Bristol", "active")


def test_bristol_lists_links_and_quotes(bristol):
    assert "\n- email us (questions@actionforme.org.uk) to speak with" in named(bristol, "Action for M.E").description
    assert "\n1. Opportunities for Disabled" in named(bristol, "Bristol Disability Equality Forum").description
    assert "“Nothing About Us, Without Us”" in named(bristol, "Bristol Disability Equality Forum").description
    assert "free on 0808 2080 888 to speak" in named(bristol, "Blood Cancer UK").description
    assert "BS14 0XA" in named(bristol, "Bristol Family Cycling Centre").description


def test_bristol_plain_text_keeps_its_lines(bristol):
    assert "Services offered:\n- Personal Assistance:" in named(bristol, "Angel Care Support Limited").description
    assert mends(bristol, "Angel Care Support Limited") == []


def test_bristol_how_to_come_and_for_whom(bristol):
    name = "BLOOM - Music sessions for parents experiencing anxiety and depression"
    bloom = named(bristol, name)
    assert bloom.access == ("What it is: Specialist-led group", "Where: Venue", "How to come: Self referral")
    assert bloom.topics == ("Mental Health", "Women", "Parents", "Long Term Health Conditions")
    assert bloom.eligibility == "Aimed at: Mental Health, Women, Parents, Long Term Health Conditions"
    assert "Low Income: Unemployed" in named(bristol, "Bristol City Council Services").topics


@pytest.mark.parametrize("name", [BRISTOL, TRAFFORD])
def test_reading_twice_gives_the_same(name):
    first, second = (read_directory(shared_file(name), filename=name) for _ in range(2))
    assert first == second
    assert [t.record.fingerprint for t in first.taken] == [t.record.fingerprint for t in second.taken]
    assert len({t.record.source_id for t in first.taken}) == len(first.taken)


@pytest.mark.parametrize("name", [BRISTOL, TRAFFORD])
def test_the_name_of_the_file_does_not_matter(name):
    assert (
        read_directory(shared_file(name), filename="x.pdf").taken
        == read_directory(shared_file(name), filename="").taken
    )
