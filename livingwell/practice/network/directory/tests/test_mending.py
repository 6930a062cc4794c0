"""Dirt goes, meaning stays, and correct text in any language is not touched."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livingwell.practice.network.directory.mending import (
    CHARACTERS,
    ENTITIES,
    HTML,
    INVISIBLE,
    LINKS,
    LONGEST,
    LOST,
    mend_line,
    mend_text,
)


@pytest.mark.parametrize(
    ("raw", "clean", "what"),
    [
        ("Â£10 â€“ donâ€™t", "£10 – don’t", (CHARACTERS,)),
        ("cafÃ© ŵ 🌱", "café ŵ 🌱", (CHARACTERS,)),
        ("a\u200bb\x00c\ud800", "abc", (INVISIBLE,)),
        ("it\x92s", "it’s", (CHARACTERS,)),
        ("a&nbsp;b &amp;amp; c&#8217;d &#146;", "a b & c’d ’", (ENTITIES,)),
        ("AT&T, Q&A &copyright a=1&copy=2", "AT&T, Q&A &copyright a=1&copy=2", ()),
        ("ages <18 and >5, a < b", "ages <18 and >5, a < b", ()),
        ("<b>ages <18</b> & a < b", "ages <18 & a < b", (HTML,)),
        ("write <ann@example.org>", "write <ann@example.org>", ()),
        ("<p>One<br>two</p><p></p><p>three</p>", "One\ntwo\n\nthree", (HTML,)),
        ("one\ntwo <b>three</b>", "one\ntwo three", (HTML,)),
        ("&lt;p&gt;Hi&lt;/p&gt;", "Hi", (ENTITIES, HTML)),
        ("<ul><li><p>a</p></li><li></li><li>b<ol><li>c</li><li>d</li></ol></li></ul>", "- a\n- b\n1. c\n2. d", (HTML,)),
        ("<p>x</p><script>alert(1)</script><!-- no -->", "x", (HTML,)),
        ('<a href="https://example.org/a">Join us </a>now', "Join us (https://example.org/a) now", (HTML,)),
        ('<a href="http://www.example.org">example.org</a>', "example.org", (HTML,)),
        ('<a href="javascript:alert(1)">Join</a>', "Join", (HTML, LINKS)),
        (
            '<a href="tel:01632960000">ring</a>, <a href="mailto:a@example.org?subject=x">write</a>',
            "ring (01632 960000), write (a@example.org)",
            (HTML,),
        ),
        ("lost \ufffd", "lost \ufffd", (LOST,)),
        ("  a \u00a0 b\r\n\r\n\r\n\r\nc\t\n", "a b\n\nc", ()),
        ("", "", ()),
    ],
)
def test_known_dirt(raw, clean, what):
    mended = mend_text(raw)
    assert (mended.text, set(mended.what)) == (clean, set(what))


def test_a_line_is_one_line():
    assert mend_line("1 High St,\n\nLeeds", ", ").text == "1 High St, Leeds"


@pytest.mark.parametrize("piece", ["<!--", "<ul><li>", "<table>", "<b ", "<", "<p>", "&amp;lt;", "<x@y"])
def test_hostile_markup_does_not_keep_anybody_waiting(piece):
    began = time.process_time()
    mend_text("<p>" + piece * 20_000)
    assert time.process_time() - began < 5


def test_endless_text_is_cut_and_said():
    mended = mend_text("a" * 10**6)
    assert len(mended.text) == LONGEST
    assert mended.what == ("cut at 100,000 characters",)


@pytest.mark.parametrize(
    "text",
    [
        "Tŷ Gwyn – cymorth iechyd meddwl yng Ngŵyl Llŷn, £5: “café” naïve Zoë…",
        "مركز الدعم النفسي، الطابق ٢ – مجاناً",
        "می‌خواهم کمک بگیرم",
        "Łódź, żółć, ăâîșț, Ærøskøbing, Ñandú, ÇIĞ",
        "🌱 👩‍👩‍👧 🏳️‍🌈 café ☕️ ½ 20°C €3",
        "ਪੰਜਾਬੀ, বাংলা, اردو, 中文, 한국어, עברית",
    ],
)
def test_correct_text_passes_unharmed(text):
    assert mend_text(text).text == unicodedata.normalize("NFC", text)
    assert mend_text(text).what == ()
    assert mend_line(text).text == unicodedata.normalize("NFC", text)


WORDS = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzŵŷâêîôûẃáéëïöüñçłşığابتثجحخدذرزسشصعغفقكلمنهويবাংলা中文🌱☕"), min_size=1
)


@given(st.lists(WORDS, min_size=1))
def test_sentences_in_many_alphabets_pass_unharmed(words):
    text = unicodedata.normalize("NFC", " ".join(words))
    assert mend_text(text).text == text


BITS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<b",
        ">",
        "<",
        "&",
        "amp;",
        "&lt;",
        "&#38;",
        "&nbsp;",
        "#146;",
        "â€™",
        "Â",
        "£",
        "Ã©",
        "\ud83d",
        "\x92",
        "\u200b",
        "\n",
        " ",
        "-",
        "1.",
        '<a href="',
        "https://example.org",
        "javascript:x",
        '">',
        "</a>",
        "<br/>",
        "<script>",
        "<!--",
        "-->",
        "<x@y.org>",
        "tel:",
        "é",
        "🌱",
        "\u202e",
        "e\u0301",
        "<table><tr><td>",
        "\ufffd",
        "word",
    ]
)
DIRTY = st.one_of(st.text(), st.lists(BITS).map("".join))


@settings(max_examples=200)
@given(DIRTY)
def test_mending_what_was_mended_changes_nothing(raw):
    once = mend_text(raw)
    twice = mend_text(once.text)
    assert twice.text == once.text
    assert set(twice.what) <= {LOST}
    line = mend_line(raw, ", ")
    assert mend_line(line.text, ", ").text == line.text


@settings(max_examples=200)
@given(DIRTY)
def test_what_comes_out_can_be_stored_and_shown(raw):
    text = mend_text(raw).text
    text.encode("utf-8")
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in text)
    assert text == text.strip()
    assert "\n" not in mend_line(raw).text
