"""Forms that keep what was typed and answer in sentences. How to use them: `kit/COMPONENTS.md`."""

from livingwell.kit.forms.choices import ChoiceField, ManyChoiceField, OneOfField, TickField
from livingwell.kit.forms.cleaning import LINE_LIMIT, WORDS_LIMIT, tidy_line, tidy_words
from livingwell.kit.forms.days import BirthYearField, DayField, IsoDayField
from livingwell.kit.forms.form import KitForm
from livingwell.kit.forms.numbers import NhsNumberField, PhoneField, nhs_number_checks, spoken_number
from livingwell.kit.forms.rendering import KitRenderer
from livingwell.kit.forms.widgets import DayBox, DayBoxes, Line, Radios, Select, Tick, Ticks, Words
from livingwell.kit.forms.words import EmailField, LineField, WordsField

__all__ = [
    "LINE_LIMIT",
    "WORDS_LIMIT",
    "BirthYearField",
    "ChoiceField",
    "DayBox",
    "DayBoxes",
    "DayField",
    "EmailField",
    "IsoDayField",
    "KitForm",
    "KitRenderer",
    "Line",
    "LineField",
    "ManyChoiceField",
    "NhsNumberField",
    "OneOfField",
    "PhoneField",
    "Radios",
    "Select",
    "Tick",
    "TickField",
    "Ticks",
    "Words",
    "WordsField",
    "nhs_number_checks",
    "spoken_number",
    "tidy_line",
    "tidy_words",
]
