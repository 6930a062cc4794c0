"""Forms that keep what was typed and answer in sentences. How to use them: `kit/COMPONENTS.md`."""

from .cleaning import LINE_LIMIT, WORDS_LIMIT, tidy_line, tidy_words
from .choices import ChoiceField, ManyChoiceField, OneOfField, TickField
from .days import BirthYearField, DayField, IsoDayField
from .form import KitForm
from .numbers import NhsNumberField, PhoneField, nhs_number_checks, spoken_number
from .rendering import KitRenderer
from .widgets import DayBox, DayBoxes, Line, Radios, Select, Tick, Ticks, Words
from .words import EmailField, LineField, WordsField

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
