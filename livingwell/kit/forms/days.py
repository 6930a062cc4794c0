"""Fields for days and years."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from livingwell.kit import clock
from livingwell.kit.forms.cleaning import as_text, ascii_digits, refuse_too_long, tidy_line
from livingwell.kit.forms.widgets import DayBox, DayBoxes, Line, month_name
from livingwell.kit.forms.words import LineField

Bound = datetime.date | Callable[[], datetime.date] | None
OLDEST_AGE = 120


class DayField(forms.Field):
    """A day of the calendar as three boxes; gives a `date`, or None when skipped.

    A month may be a number or a name. `earliest` and `latest` are days, or callables that give one.
    """

    widget: Any = DayBoxes
    default_error_messages = {
        "required": gettext_lazy("Please give a day, a month and a year."),
        "not_a_day": gettext_lazy("Please write the day like 27, 3, 2026."),
    }

    def __init__(self, *, earliest: Bound = None, latest: Bound = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> datetime.date | None:
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        if isinstance(value, (tuple, list)):
            texts = [tidy_line(as_text(part)) for part in value]
        else:
            text = tidy_line(as_text(value))
            texts = text.split("-")[::-1] if text else []
        if not any(texts):
            return None
        if len(texts) != 3:
            raise self._not_a_day()
        return self._day_from(*texts)

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = _known(self.earliest), _known(self.latest)
        if earliest and value < earliest:
            raise ValidationError(
                _("Please give a day from %(day)s on.") % {"day": date_format(earliest, "j F Y")}, code="too_early"
            )
        if latest and value > latest:
            raise ValidationError(
                _("Please give a day up to %(day)s.") % {"day": date_format(latest, "j F Y")}, code="too_late"
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True

    def _day_from(self, day_text: str, month_text: str, year_text: str) -> datetime.date:
        missing = [
            word for text, word in ((day_text, _("day")), (month_text, _("month")), (year_text, _("year"))) if not text
        ]
        if missing:
            raise ValidationError(
                _("Please add the %(missing)s.") % {"missing": _(" and the ").join(missing)}, code="incomplete"
            )
        day, month, year = _number(day_text), _month(month_text), _number(year_text)
        if day is None or month is None or year is None:
            raise self._not_a_day()
        if year < 1000:
            raise ValidationError(_("Please write the year in full, such as 1984."), code="short_year")
        try:
            return datetime.date(year, month, day)
        except ValueError:
            if 1 <= month <= 12:
                raise ValidationError(
                    _("There is no %(day)s %(month)s %(year)s. Please check the day.")
                    % {"day": day, "month": month_name(month), "year": year},
                    code="no_such_day",
                ) from None
            raise ValidationError(_("A month is a number from 1 to 12, or its name."), code="no_such_month") from None

    def _not_a_day(self) -> ValidationError:
        return ValidationError(self.error_messages["not_a_day"], code="not_a_day")


class IsoDayField(DayField):
    """The same day in one box with the browser's calendar: for desks."""

    widget = DayBox


class BirthYearField(LineField):
    """A year somebody living was born in; gives an `int`, or None when skipped."""

    default_error_messages = {"invalid": gettext_lazy("Please write a year with four numbers, such as 1984.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        if isinstance(self.widget, Line):
            self.widget.attrs.update({"inputmode": "numeric", "size": "4", "autocomplete": "bday-year"})

    # A field's Python value is its own business in Django; CharField's stubs say str.
    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        refuse_too_long(text, self.limit)
        year = _number(text)
        if year is None or year < 1000:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return year

    def validate(self, value: Any) -> None:
        if value is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return
        this_year = timezone.localdate(clock.now()).year
        if not this_year - OLDEST_AGE <= value <= this_year:
            raise ValidationError(
                _("Please give a year from %(first)s to %(last)s.")
                % {"first": this_year - OLDEST_AGE, "last": this_year},
                code="out_of_range",
            )


def _known(bound: Bound) -> datetime.date | None:
    return bound() if callable(bound) else bound


def _number(text: str) -> int | None:
    digits = ascii_digits(text)
    return int(digits) if digits.isdecimal() and len(digits) <= 4 else None


def _month(text: str) -> int | None:
    """A number, or a month's name, in the reader's language or in English."""
    number = _number(text)
    if number is not None:
        return number
    wanted = text.casefold().rstrip(".")
    found = _named_month(wanted)
    if found is None:
        with override("en"):
            found = _named_month(wanted)
    return found


def _named_month(wanted: str) -> int | None:
    for names in (MONTHS, MONTHS_3):
        for month, name in names.items():
            if str(name).casefold() == wanted:
                return month
    return None
