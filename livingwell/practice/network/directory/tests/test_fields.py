"""Postcodes, telephone numbers, web and e-mail addresses, one by one."""

import pytest

from livingwell.practice.network.directory.days import read_day
from livingwell.practice.network.directory.emails import read_email
from livingwell.practice.network.directory.phones import read_phones
from livingwell.practice.network.directory.postcodes import find_postcode, normalise_postcode
from livingwell.practice.network.directory.webs import read_web_address


@pytest.mark.parametrize(
    ("raw", "postcode"),
    [
        ("m4 4de", "M4 4DE"),
        ("EC1A1BB", "EC1A 1BB"),
        (" W1A  0AX ", "W1A 0AX"),
        ("BS14\u00a00XA", "BS14 0XA"),
        ("M16 OQA", "M16 0QA"),
        ("M1 IAA", "M1 1AA"),
        ("WA154 1HF", ""),
        ("ZZ1 1AA", ""),
        ("M1 1AC", ""),
        ("M1", ""),
        ("", ""),
        ("Ｍ４ ４ＤＥ", ""),
    ],
)
def test_postcodes(raw, postcode):
    assert normalise_postcode(raw) == postcode


@pytest.mark.parametrize(
    ("address", "found", "rest"),
    [
        ("1 High St, Leeds, LS1 4AP", "LS1 4AP", "1 High St, Leeds"),
        ("High Street, Kingswood, Bristol BS159TR", "BS15 9TR", "High Street, Kingswood, Bristol"),
        ("LS1 4AP, opposite the church", "LS1 4AP", "LS1 4AP, opposite the church"),
    ],
)
def test_postcodes_in_addresses(address, found, rest):
    inside = find_postcode(address)
    assert inside
    assert (inside.postcode, inside.rest) == (found, rest)


def test_no_postcode_where_there_is_none():
    assert find_postcode("Room B12, 4 ABC Way") is None


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("01618323736", [("0161 832 3736", "+441618323736", "")]),
        ("(0161) 832-3736", [("0161 832 3736", "+441618323736", "")]),
        ("Tel: 020 7946 0000", [("020 7946 0000", "+442079460000", "")]),
        ("+44 7700 900123", [("07700 900123", "+447700900123", "")]),
        ("0044 1632 960000", [("01632 960000", "+441632960000", "")]),
        ("0800 1111", [("0800 1111", "08001111", "")]),
        ("116 123 (free)", [("116 123", "116123", "free")]),
        ("111", [("111", "111", "")]),
        ("+353 1 234 5678", [("+35312345678", "+35312345678", "")]),
        ("0117 378 4611 / 4621", [("0117 378 4611", "+441173784611", ""), ("0117 378 4621", "+441173784621", "")]),
        ("0117 496 0000 x12 office hours", [("0117 496 0000", "+441174960000", "extension 12, office hours")]),
        (
            "0113 496 0000 or 0113 496 0001",
            [("0113 496 0000", "+441134960000", ""), ("0113 496 0001", "+441134960001", "")],
        ),
        ("0161 832 37", [("0161 832 37", "", "")]),
        ("see website", []),
        ("", []),
    ],
)
def test_phones(cell, numbers):
    phones, mends = read_phones(cell)
    assert [(p.number, p.dial, p.note) for p in phones] == numbers
    assert bool(mends) == (
        cell in {"+44 7700 900123", "0044 1632 960000", "0117 378 4611 / 4621", "0161 832 37", "see website"}
    )


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("http://www.example.org/a?b=c#d", "http://www.example.org/a?b=c#d"),
        ("www.example.org", "https://www.example.org"),
        ("Example.ORG/Path", "https://example.org/Path"),
        (" https://www.example.org /my page ", "https://www.example.org/my%20page"),
        ("http:/example.org", "http://example.org"),
        ("htp://example.org", "http://example.org"),
        ("https//example.org", "https://example.org"),
        ("http://https://example.org", "https://example.org"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://caffi-llŷn.example.org", "https://xn--caffi-lln-29b.example.org"),
        (
            "https://e1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fform&data=x",
            "https://example.org/form",
        ),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt\t:alert(1)", ""),
        ("data:text/html,hi", ""),
        ("file:///etc/passwd", ""),
        ("https://ann:secret@example.org", ""),
        ("https://example.org@evil.example", ""),
        ("mailto:a@example.org", ""),
        ("localhost:8000", ""),
        ("http://127.0.0.1/", ""),
        ("https://[::1]/", ""),
        ("https://", ""),
        ("see our page", ""),
        ("https://example.org/" + "a" * 2000, ""),
        ("", ""),
    ],
)
def test_web_addresses(raw, url):
    found = read_web_address(raw)
    assert found.url == url
    assert bool(found.mend) == (raw.strip().lower() != url.lower())
    assert read_web_address(url).url == url


@pytest.mark.parametrize(
    ("cell", "email", "said"),
    [
        ("a@example.org", "a@example.org", False),
        ("mailto:a@example.org", "a@example.org", True),
        ("a @example.org", "a@example.org", True),
        ("a@example.org; b@example.org", "a@example.org", True),
        ("ask us", "", True),
        ("", "", False),
    ],
)
def test_emails(cell, email, said):
    found, mend = read_email(cell)
    assert (found, bool(mend)) == (email, said)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-09-18", "2024-09-18"),
        ("2024-09-18T10:00:00Z", "2024-09-18"),
        ("18/09/2024", "2024-09-18"),
        ("0000-00-00", "None"),
        ("31/02/2024", "None"),
        ("soon", "None"),
    ],
)
def test_days(text, day):
    assert str(read_day(text)) == day
