"""The booklet: a PDF that a screen reader can read, whatever somebody wrote; what is kept to oneself only if asked."""

from __future__ import annotations

import re

import pytest

from livingwell.kit.files.pictures import clean_picture
from livingwell.kit.files.sounds import Sound
from livingwell.kit.tests.test_files import photograph
from livingwell.practice.circle.tests.asking import looks_of, only, signed_in, url
from livingwell.practice.story import actions, booklet
from livingwell.practice.story.models import Story
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db

ODD = "= Not a heading #panic(1) $x$ @ref <label> *bold* \\ // /* 🌊 👩‍👧 \nsecond line\n\nمرحبا"


@pytest.fixture
def told(cast: Cast) -> Cast:
    live_a_little(cast)
    me, mine = cast.people["person"], cast.who("person")
    entry = actions.write_entry(me, heading=ODD[:90], words=ODD, by=mine)
    actions.enclose(entry, what=clean_picture(photograph()), words="The pier", by=mine)
    actions.enclose(entry, what=Sound(b"sound", "audio/wav"), words="I say hello", by=mine)
    actions.write_entry(me, heading="Secret", words="Only mine", keep=True, by=mine)
    actions.write_entry(me, heading="", words="Half", finish=False, by=mine)
    return cast


def test_it_is_tagged_and_says_that_it_can_be_read_aloud(told: Cast) -> None:
    answer = signed_in(told, "person").get(url(told, "story_booklet", only(told, "person", Story).pk))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="story.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    pdf = answer.content
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in pdf
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"pdfuaid:part>1<|pdfuaid:part=.1", pdf), "it claims PDF/UA-1, which typst has checked"


@pytest.mark.parametrize(("name", "query", "headings"), [
    ("person", "", [ODD[:90]]), ("person", "?all", [ODD[:90], "Secret"]), ("peer", "?all", [ODD[:90]]),
])  # fmt: skip
def test_it_holds_what_the_reader_may_see_and_what_is_kept_back_only_where_asked(
    told: Cast, name: str, query: str, headings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def looked_at(template: object, content: dict[str, list[dict[str, str]]], pictures: dict[str, bytes]) -> bytes:
        seen.extend(entry["heading"] for entry in content["entries"])
        assert [picture[:3] for picture in pictures.values()] == [b"\xff\xd8\xff"]
        return b"%PDF"

    monkeypatch.setattr(booklet.paper, "pdf", looked_at)
    signed_in(told, name).get(url(told, "story_booklet", only(told, "person", Story).pk) + query)
    assert [heading.split("\n")[0].strip() for heading in seen] == [one.split("\n")[0].strip() for one in headings]


def test_whoever_was_let_in_leaves_a_look_and_nobody_else_gets_one(told: Cast) -> None:
    address = url(told, "story_booklet", only(told, "person", Story).pk)
    assert signed_in(told, "peer").get(address).status_code == 200
    assert ("Pearl", "story", "you shared it with them", "story_booklet") in looks_of(told, "person")
    assert signed_in(told, "stranger").get(address).status_code == 404


def test_an_empty_story_and_letters_of_no_font_make_a_booklet_too(cast: Cast) -> None:
    me, mine = cast.people["person"], cast.who("person")
    story = actions.begin_story(me, by=mine)
    assert signed_in(cast, "person").get(url(cast, "story_booklet", story.pk)).content.startswith(b"%PDF")
    actions.write_entry(me, heading="", words="𓀀 \U000e0001 \ufffe ꙮ", by=mine)
    assert signed_in(cast, "person").get(url(cast, "story_booklet", story.pk)).content.startswith(b"%PDF")
