"""Fields answer anything a keyboard, a paste or a machine can send with a value or a sentence, never with an error."""

import datetime
import unicodedata
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines
from django.test import override_settings
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import example, given
from hypothesis import strategies as st

from livingwell.kit.components.asking import error_summary
from livingwell.kit.components.people import share_sentence
from livingwell.kit.forms import (
    BirthYearField,
    ChoiceField,
    DayField,
    EmailField,
    IsoDayField,
    KitForm,
    LineField,
    ManyChoiceField,
    NhsNumberField,
    PhoneField,
    TickField,
    WordsField,
    nhs_number_checks,
    spoken_number,
)

anything = st.one_of(st.none(), st.text(), st.text(st.characters(categories=["Cc", "Cf", "Cs", "Nd", "Lu", "Zs"])))
digits = st.text(st.sampled_from("0123456789+() -٠١٢٣"), max_size=20)

TEXT_FIELDS = [LineField, WordsField, EmailField, PhoneField, NhsNumberField, BirthYearField, IsoDayField, DayField]


def value_or_sentences(field: forms.Field, value: Any) -> tuple[Any, list[str]]:
    """What the field makes of it; any other exception than a refusal fails the test by itself."""
    try:
        return field.clean(value), []
    except ValidationError as refused:
        sentences = refused.messages
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)
    return None, sentences


@pytest.mark.parametrize("kind", TEXT_FIELDS)
@given(given_value=anything | digits)
@example(given_value="\x00")
@example(given_value="²")
@example(given_value="９" * 10)
@example(given_value="\ud800")
@example(given_value="x" * 20_000)
@example(given_value="9" * 5_000)
def test_any_text_passes_or_gets_a_sentence_and_what_passes_passes_again(kind: Any, given_value: Any) -> None:
    field = kind(required=False)
    kept, sentences = value_or_sentences(field, given_value)
    if sentences:
        return
    assert field.clean(field.prepare_value(kept)) == kept
    if isinstance(kept, str):
        assert kept == unicodedata.normalize("NFC", kept)
        assert not any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in kept)
        kept.encode()  # PostgreSQL will


@given(st.tuples(anything, anything, anything))
@example(("31", "2", "2026"))
@example(("31", "February", "2026"))
@example(("0", "0", "0000"))
@example(("²", "1", "2026"))
@example(("٢٧", "٣", "٢٠٢٦"))
def test_any_three_boxes_are_a_day_or_a_sentence(boxes: tuple[Any, Any, Any]) -> None:
    field = DayField(required=False)
    day, sentences = value_or_sentences(field, boxes)
    if sentences:
        return
    assert day is None or field.clean((str(day.day), str(day.month), str(day.year))) == day


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_comes_back(day: datetime.date) -> None:
    assert DayField().clean((str(day.day), str(day.month), str(day.year))) == day
    assert DayField().clean(day.isoformat()) == day
    assert DayField().clean((str(day.day), day.strftime("%B"), str(day.year))) == day


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("31", "2", "2026"), "There is no 31 February 2026. Please check the day."),
        (("29", "feb", "2025"), "There is no 29 February 2025. Please check the day."),
        (("1", "13", "2026"), "A month is a number from 1 to 12, or its name."),
        (("1", "1", "84"), "Please write the year in full, such as 1984."),
        (("1", "", "2026"), "Please add the month."),
        (("soon", "1", "2026"), "Please write the day like 27, 3, 2026."),
    ],
)
def test_an_odd_day_is_refused_with_its_own_sentence(boxes: tuple[str, str, str], sentence: str) -> None:
    with translation.override("en-gb"), pytest.raises(ValidationError) as refused:
        DayField().clean(boxes)
    assert refused.value.messages == [sentence]


def test_a_day_outside_its_bounds_is_refused() -> None:
    field = DayField(earliest=datetime.date(2026, 1, 1), latest=lambda: datetime.date(2026, 12, 31))
    assert field.clean("2026-06-01") == datetime.date(2026, 6, 1)
    for outside in ("2025-12-31", "2027-01-01"):
        with pytest.raises(ValidationError):
            field.clean(outside)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("07700 900 123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700-900.123", "+447700900123"),
        ("(020) 7946 0018", "+442079460018"),
        ("01632 960001", "+441632960001"),
        ("0800 1111", "+448001111"),
        ("+353 1 873 2101", "+35318732101"),
        ("٠٧٧٠٠٩٠٠١٢٣", "+447700900123"),
    ],
)
def test_phone_numbers_as_people_say_them(said: str, kept: str) -> None:
    assert PhoneField().clean(said) == kept
    assert PhoneField().clean(spoken_number(kept)) == kept


@pytest.mark.parametrize(
    "said", ["07700 900", "116 123", "999", "hello", "+", "+44", "+0 123 456 789", "0" * 11, "1" * 39]
)
def test_what_is_no_phone_number_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        PhoneField().clean(said)


def test_nhs_numbers_check_their_last_digit() -> None:
    assert NhsNumberField().clean("943 476 5919") == "9434765919"
    for wrong in ("943 476 5918", "9434765", "0000000000", "94347659190"):
        with pytest.raises(ValidationError):
            NhsNumberField().clean(wrong)


@given(st.integers(0, 10**9 - 1))
def test_at_most_one_last_digit_fits(first_nine: int) -> None:
    assert sum(nhs_number_checks(f"{first_nine:09}{last}") for last in range(10)) <= 1


def test_too_much_is_refused_with_how_much_there_is_and_how_much_fits() -> None:
    with translation.override("en-gb"), pytest.raises(ValidationError) as refused:
        WordsField().clean("x" * 12_400)
    assert "12,400" in refused.value.messages[0]
    assert "10,000" in refused.value.messages[0]
    assert WordsField(max_length=3).clean("  abc\r\n") == "abc"


def test_emoji_joiners_and_other_scripts_are_kept() -> None:
    for kept in ("👩‍👩‍👧", "می‌خواهم", "שלום", "ngā mihi", "Siân"):
        assert LineField().clean(kept) == unicodedata.normalize("NFC", kept)


class Sample(KitForm):
    name = LineField(label="A name", help_text="Any name.")
    words = WordsField(required=False)
    reach = ChoiceField(choices=[("call", "A call"), ("text", "A text")], hints={"text": "By day."})
    meet = ManyChoiceField(choices=[("walk", "A walk")], required=False)
    day = DayField(required=False)
    safe = TickField()
    seed = LineField(widget=forms.HiddenInput, required=False)


def shown(source: str, form: KitForm) -> str:
    return engines["django"].from_string("{% load kit %}" + source).render({"form": form})


def test_every_error_stands_beside_its_field_and_is_linked_from_the_summary() -> None:
    form = Sample(
        {"name": "\x00 ", "reach": "pigeon", "meet": ["moon"], "day_day": "31", "day_month": "2", "day_year": "2026"}
    )
    assert set(form.errors) == {"name", "reach", "meet", "day"}
    html = shown("{% post_form form %}{{ form }}{% endpost_form %}", form)
    for target in ("id_name", "id_reach_0", "id_meet_0", "id_day_day"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html
    for name in form.errors:
        assert f'id="id_{name}_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'value="31"' in html, "what was typed is still there"
    assert 'name="once"' in html


def test_hostile_words_come_back_escaped() -> None:
    html = shown("{{ form }}", Sample({"name": '"><script>x</script>', "reach": "<b>"}))
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_form_refuses_fields_that_keep_control_characters() -> None:
    class Careless(KitForm):
        name = forms.CharField()

    with pytest.raises(TypeError, match="keeps control characters"):
        Careless()


def test_a_form_left_blank_says_so_gently() -> None:
    with translation.override("en-gb"):
        assert Sample({}).errors["name"] == ["Please answer this."]


@override_settings(USE_I18N=True)
def test_months_are_understood_in_the_readers_language_and_in_english() -> None:
    with translation.override("cy"):
        assert DayField().clean(("1", "Mawrth", "2026")) == datetime.date(2026, 3, 1)
        assert DayField().clean(("1", "March", "2026")) == datetime.date(2026, 3, 1)


def test_what_was_typed_is_spoken_of_only_where_something_was() -> None:
    class Asked(KitForm):
        words = LineField(label="Words")
        reach = ChoiceField(label="How", choices=[("call", "A call"), ("text", "A text")])

    still_here = "What you typed is still here"
    assert still_here not in error_summary(Asked({"words": " ", "reach": "call"}))
    assert still_here not in error_summary(Asked({"words": "as before"}, initial={"words": "as before"}))
    assert still_here in error_summary(Asked({"words": "new words"}))


def test_words_still_to_be_translated_are_one_part() -> None:
    assert "<strong>My story</strong>." in share_sentence("Ana’s team", gettext_lazy("My story"))
