"""Kinder words: a few suggestions, of whole words, never more than a handful, on any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.practice.meetings.kinder import AT_MOST, suggestions


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("Ana was non-compliant.", "did not want to"),
        ("She REFUSED the flat", "chose not to"),
        ("DNA again", "missed each other"),
        ("he didn’t engage", "not found the right way"),
    ],
)
def test_it_suggests(written: str, instead: str) -> None:
    assert any(instead in one.instead for one in suggestions(written, ()))


@pytest.mark.parametrize("fine", ["", "We walked to the park.", "a dna test", "just in case", "be patient"])
def test_it_leaves_good_words_alone(fine: str) -> None:
    assert suggestions(fine, ()) == []


@given(st.text())
def test_any_text_at_all(words: str) -> None:
    assert len(suggestions(words + " refused manipulative chaotic vulnerable inappropriate", ())) <= AT_MOST
