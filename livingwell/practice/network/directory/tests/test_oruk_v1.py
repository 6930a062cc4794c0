"""Open Referral UK v1 with everything it can carry, and the shapes it should not have."""

import json
from datetime import date

from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.directory.records import Phone

FULL = {
    "id": "s1",
    "name": "Walking group",
    "description": "&lt;p&gt;Walk &amp;amp; talk&lt;/p&gt;",
    "url": "javascript:alert(1)",
    "email": "null",
    "status": "Inactive",
    "fees": "Bring a flask",
    "assured_date": "2024-09-18T00:00:00",
    "organization": {"id": "o1", "name": "Paths", "url": "paths.example.org", "email": "hi@paths.example.org"},
    "contacts": [{"name": "Ann", "phones": [{"number": "0117 496 0000 ext 12"}, {"number": "0117 496 0000 ext 12"}]}],
    "cost_options": [
        {"option": "Full", "amount": 5.0, "amount_description": "a walk"},
        {"option": "Concession", "amount": "2.50"},
        {"option": None, "amount": 0},
    ],
    "eligibilitys": [
        {"eligibility": "Adults", "minimum_age": 18, "maximum_age": None},
        {"minimum_age": 18.0, "maximum_age": 25},
    ],
    "languages": [{"language": "cy"}, {"language": "English"}, {"language": "British Sign Language"}],
    "service_areas": [{"service_area": "South Bristol"}],
    "service_taxonomys": [{"taxonomy": {"id": "t", "name": "Walking", "vocabulary": "x"}}],
    "regular_schedules": [
        {"byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "12:30", "freq": "WEEKLY", "interval": 1},
        {"byday": "1TU", "freq": "MONTHLY", "opens_at": "2024-01-01T19:00:00Z", "valid_to": "2025-12-31"},
        {"byday": "FR", "freq": "WEEKLY", "interval": "2", "opens_at": "noonish"},
    ],
    "holiday_schedules": [{"closed": True, "start_date": "2024-12-24", "end_date": "2025-01-02"}],
    "service_at_locations": [
        {
            "location": {
                "name": "The Park",
                "latitude": "-2.59",
                "longitude": "51.45",
                "accessibility_for_disabilities": [{"accessibility": "Step-free"}],
                "physical_addresses": [{"address_1": "1 Green Rd", "city": "Bristol", "postal_code": "bs14oxa"}],
            },
            "regular_schedule": [{"byday": "SU", "opens_at": "00:00", "closes_at": "23:59"}],
        },
        {"location": {"name": "Hall", "physical_addresses": [{"address_1": "2 Hill St, Bristol BS3 4AQ"}]}},
    ],
    "reviews": [{"title": "kind"}],
}


def read(value: object):
    return read_directory(json.dumps(value).encode(), filename="feed.json")


def test_everything_a_service_can_carry_is_read():
    (taken,) = read({"content": [FULL], "license": {"name": "OGL v3", "url": "x"}, "publisher": "A Council"}).taken
    r = taken.record
    assert (r.source_id, r.name, r.description, r.status) == ("s1", "Walking group", "Walk & talk", "withdrawn")
    assert (r.url, r.email) == ("https://paths.example.org", "hi@paths.example.org")
    assert r.phones == (Phone("0117 496 0000", "+441174960000", "extension 12"),)
    assert (r.address, r.postcode, r.locality) == ("The Park, 1 Green Rd, Bristol", "BS14 0XA", "Bristol")
    assert (r.latitude, r.longitude) == (51.45, -2.59)
    assert r.other_places == ("Hall, 2 Hill St, Bristol, BS3 4AQ",)
    assert r.areas == ("South Bristol",)
    assert (r.organisation_name, r.organisation_id) == ("Paths", "o1")
    assert r.cost == "Bring a flask\nFull: £5 a walk\nConcession: £2.50\nFree"
    assert r.eligibility == "Adults, aged 18 and over\nAged 18 to 25"
    assert r.languages == ("Welsh", "English", "British Sign Language")
    assert r.schedule == (
        "Mondays and Wednesdays, 9am to 12.30pm",
        "every month on the first Tuesday of the month, from 7pm, until 31 December 2025",
        "every 2 weeks on Fridays, from noonish",
        "Closed from 24 December 2024 to 2 January 2025",
        "The Park: Sundays, all day",
    )
    assert (r.access, r.topics, r.assured_on) == (("Step-free",), ("Walking",), date(2024, 9, 18))
    said = [str(m) for m in taken.mends]
    assert "website: “javascript:alert(1)” is not a web address; left out" in said
    assert "email: “null” read as empty" in said
    assert "position: latitude and longitude had changed places" in said
    assert "postcode: “bs14oxa” read as BS14 0XA" in said


def test_the_source_is_kept():
    reading = read(
        {
            "content": [FULL],
            "license": {"name": "OGL v3"},
            "metadata": {},
            "publisher": "A Council",
            "attribution": "© A",
        }
    )
    assert (reading.source.publisher, reading.source.attribution, reading.source.licence) == (
        "A Council",
        "© A",
        "OGL v3",
    )
    assert dict(reading.unread) == {"reviews": 1}


def test_a_page_a_list_and_one_service_read_alike():
    assert read({"content": [FULL]}).taken == read([FULL]).taken == read(FULL).taken


def test_rows_that_are_no_services_are_left_with_a_reason():
    reading = read(
        [FULL, None, "x", {"id": "2"}, FULL, {**FULL, "name": "Other"}, {"id": "3", "name": "N/A"}, {"name": "No id"}]
    )
    assert [left.reason for left in reading.left] == [
        "row 2 is not a service",
        "row 3 is not a service",
        "row 4 has no name",
        "row 5 says the same as row 1",
        "row 6 has the same id as row 1 but says other things",
        "row 7 has no name",
    ]
    assert reading.taken[1].record.source_id.startswith("name-")
    assert reading.totals == {"rows": 8, "taken": 2, "mended": 2, "left": 6}
