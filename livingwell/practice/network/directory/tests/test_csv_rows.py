"""Plain CSV in the shapes that people save."""

import pytest

from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.directory.records import Phone
from livingwell.practice.network.directory.unreadable import UnreadableDirectory

HEAD = "name,description,address,postcode,telephone,website\n"


def read(text: str, encoding: str = "utf-8"):
    return read_directory(text.encode(encoding), filename="any")


@pytest.mark.parametrize(
    "text",
    [
        "name,postcode\nChoir,M1 7HB\n",
        "\ufeffName;Post Code\r\nChoir;m17hb\r\n",
        "SERVICE NAME\tPost_code\nChoir\tM1  7HB",
        "Our list of groups\n\n Title | POSTCODE \nChoir|M1-7HB\n",
    ],
)
def test_headings_and_delimiters_are_understood(text):
    (taken,) = read(text).taken
    assert (taken.record.name, taken.record.postcode) == ("Choir", "M1 7HB")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_understood(encoding):
    reading = read(HEAD + "Café Siân – £2,“Come”,,,,\n", encoding)
    assert reading.taken[0].record.name == "Café Siân – £2"
    assert reading.taken[0].mends == ()
    assert bool(reading.notes) == (encoding == "cp1252")


def test_each_row_is_taken_or_left_with_its_reason():
    reading = read(
        HEAD
        + "Choir,Sing,,M1 7HB,,\n,No name here,,,,\n,,,,,\n\nA,b,c,d,e,f,g\nChoir,Sing,,m1 7hb,,\nCHOIR,Hum,,M17HB,,\n"
    )
    assert [(left.row, left.reason) for left in reading.left] == [
        (3, "row 3 has no name"),
        (4, "row 4 is empty"),
        (6, "row 6 has 7 cells under 6 headings: a comma may want its quotes"),
        (7, "row 7 says the same as row 2"),
        (
            8,
            "row 8 has the same name and postcode as row 2 but says other things; if they are two supports, "
            "give one another name",
        ),
    ]
    assert reading.totals == {"rows": 6, "taken": 1, "mended": 0, "left": 5}


def test_dirt_in_every_field_is_mended_and_said():
    reading = read(
        HEAD + 'Men&amp;apos;s <b>Shed</b>,"Tools &pound;2<br>Tea Â£1",'
        '"1 High St\nLeeds LS1 4AP",N/A,+44 (0)113 496 0000 / call Ann,www.shed.example.org\n'
    )
    (taken,) = reading.taken
    record = taken.record
    assert (record.name, record.description) == ("Men's Shed", "Tools £2\nTea £1")
    assert (record.address, record.postcode) == ("1 High St, Leeds", "LS1 4AP")
    assert record.phones == (Phone("0113 496 0000", "+441134960000"),)
    assert record.url == "https://www.shed.example.org"
    assert [str(m) for m in taken.mends] == [
        "name: HTML removed",
        "name: codes such as &nbsp; turned into characters",
        "postcode: “N/A” read as empty",
        "postcode: LS1 4AP found in the address",
        "website: “www.shed.example.org” read as https://www.shed.example.org",
        "telephone: “+44 (0)113 496 0000” written the usual UK way",
        "telephone: “call Ann” is not a number; left out",
        "description: broken characters repaired",
        "description: HTML removed",
    ]


def test_an_email_in_the_website_column_becomes_the_email():
    record = read(HEAD + "Choir,,,,,sing@example.org\n").taken[0].record
    assert (record.url, record.email) == ("", "sing@example.org")


def test_address_parts_and_two_phone_columns_are_put_together():
    record = (
        read("name,address 1,Address 2,Town,Phone,Mobile\nChoir,The Hall,1 High St,Sale,01619762000,07700 900123\n")
        .taken[0]
        .record
    )
    assert (record.address, record.locality) == ("The Hall, 1 High St, Sale", "Sale")
    assert [p.number for p in record.phones] == ["0161 976 2000", "07700 900123"]


def test_columns_we_do_not_read_are_named():
    assert dict(read("name,postcode,ward,blank\nA,,North,\nB,,South,\n").unread) == {"ward": 2}


def test_identity_does_not_hang_on_spelling_or_order():
    one = read(HEAD + "The Choir,x,,M1 7HB,,\nOther,,,,,\n").taken[0].record
    two = read("postcode,name\n,Other\nm17hb, the  CHOIR!\n").taken[1].record
    assert one.source_id == two.source_id
    assert one.fingerprint != two.fingerprint


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b,c\n1,2,3\n", "has not the columns we need.*“a”, “b”, “c”"),
        (HEAD, "no rows"),
        (HEAD + '"Choir,Sing,,,,\nShed,,,,,\n', "quotation mark opened on line 2 is never closed"),
        (HEAD + "Choir," + "x" * 200_000 + "\n", "breaks off at line 2"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text, sentence):
    with pytest.raises(UnreadableDirectory, match=sentence):
        read(text)
