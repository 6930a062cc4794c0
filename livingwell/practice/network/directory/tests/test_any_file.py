"""Whatever the bytes: an answer or an UnreadableDirectory, no row lost, the same answer twice."""

import csv
import io
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from livingwell.practice.network.directory.outcomes import Reading
from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.directory.unreadable import UnreadableDirectory

HEADINGS = [
    "name",
    "description",
    "address",
    "postcode",
    "telephone",
    "website",
    "opening times",
    "latitude",
    "longitude",
    "status",
]
WORDS = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "Choir",
            "M1 7HB",
            "<p>x</p>",
            "null",
            "N/A",
            "0161 832 3736 / 37",
            "www.example.org",
            "a@b.org",
            "2024-09-18",
            "http://[",
            "nan",
            "inf",
            "1e999",
            "-0.1",
            "51.4",
            "MO,TU",
            "1WE",
            "09:00",
            "99:99",
            "²",
            "٣",
            "\ud800",
        ]
    ),
)
NAMES = (
    "id name description url email status fees organization contacts phones number cost_options option amount "
    "amount_description eligibilitys minimum_age languages language regular_schedules byday freq interval "
    "bymonthday opens_at closes_at valid_to holiday_schedules closed start_date service_areas "
    "service_at_locations location physical_addresses address_1 city postal_code latitude longitude "
    "service_taxonomys taxonomy pc_targetAudience audienceType assured_date pc_metadata strange"
)
KEYS = st.sampled_from(NAMES.split())
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.one_of(KEYS, WORDS), inner, max_size=6)),
    max_leaves=25,
)
SERVICES = st.dictionaries(KEYS, ANYTHING, max_size=12).map(lambda s: {"name": "Choir", **s})


def read(data: bytes) -> Reading | None:
    try:
        reading = read_directory(data, filename="x")
    except UnreadableDirectory:
        return None
    totals = reading.totals
    assert totals["taken"] + totals["left"] == totals["rows"] == len(reading.outcomes) > 0
    assert len({t.record.source_id for t in reading.taken}) == totals["taken"]
    for taken in reading.taken:
        assert taken.record.name
        repr(taken.record).encode("utf-8")
    for left in reading.left:
        assert left.reason.startswith(f"row {left.row} ")
    again = read_directory(data, filename="x")
    assert [t.record.fingerprint for t in again.taken] == [t.record.fingerprint for t in reading.taken]
    return reading


@settings(max_examples=150)
@given(st.one_of(st.binary(), st.text().map(lambda t: t.encode("utf-8", "replace"))))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfea\x00,\x00")
@example(b"[1e999999]")
@example(b"[" + b"9" * 5000 + b"]")
def test_arbitrary_bytes(data):
    read(data)


@settings(max_examples=100)
@given(st.binary())
def test_arbitrary_bytes_under_proper_headings(data):
    read(b"name,description,telephone,website\nChoir,Sing,," + data)


@settings(max_examples=150)
@given(st.lists(st.one_of(SERVICES, ANYTHING), min_size=1, max_size=5), st.booleans())
def test_arbitrary_shapes_inside_content(content, page):
    reading = read(json.dumps({"content": content} if page else content).encode())
    assert reading
    assert reading.totals["rows"] == len(content)


@settings(max_examples=100)
@given(ANYTHING)
def test_arbitrary_json(value):
    read(json.dumps(value).encode())


@settings(max_examples=100)
@given(
    st.lists(
        st.lists(WORDS.map(lambda w: w.encode("utf-8", "replace").decode()), min_size=10, max_size=10),
        min_size=1,
        max_size=5,
    )
)
def test_arbitrary_cells_lose_no_row(rows):
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADINGS, *rows])
    reading = read(out.getvalue().encode())
    if reading:  # A cell of control characters may make the whole file "not text".
        assert reading.totals["rows"] == len(rows)
