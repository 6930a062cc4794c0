"""Fields for the numbers people are reached and known by."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms.cleaning import ascii_digits, refuse_too_long
from livingwell.kit.forms.widgets import Line
from livingwell.kit.forms.words import LineField

_BETWEEN = re.compile(r"[\s().\-\u2010-\u2015/]")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# After the 0: ten digits; nine for some landlines and old free numbers; seven for 0800 1111 and its kind.
_BRITISH = re.compile(r"[1235789][0-9]{9}|[158][0-9]{8}|800[0-9]{4}|845464[0-9]")


class PhoneField(LineField):
    """A telephone number as somebody would say it; gives E.164 (+447700900123), or '' when skipped.

    A number without a country is taken for one in `region` (GB; no other region guesses).
    """

    default_error_messages = {
        "invalid": _("Please check this phone number. It should look like 07700 900 123, or +44 7700 900 123."),
    }

    def __init__(self, *, region: str = "GB", **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.region = region
        if isinstance(self.widget, Line):
            self.widget.input_type = "tel"
            self.widget.attrs.setdefault("autocomplete", "tel")

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        refuse_too_long(text, self.limit)
        number = self._e164(ascii_digits(text))
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def prepare_value(self, value: Any) -> Any:
        return spoken_number(value) if isinstance(value, str) else value

    def _e164(self, text: str) -> str | None:
        digits = _BETWEEN.sub("", text.replace("(0)", ""))
        if digits.startswith("00"):
            digits = f"+{digits[2:]}"
        if digits.startswith("+44"):
            rest = digits[3:].removeprefix("0")
            return f"+44{rest}" if _BRITISH.fullmatch(rest) else None
        if digits.startswith("+"):
            return digits if _E164.fullmatch(digits) else None
        if self.region == "GB" and digits.startswith("0"):
            return f"+44{digits[1:]}" if _BRITISH.fullmatch(digits[1:]) else None
        return None


class NhsNumberField(LineField):
    """Ten digits whose last one checks the rest; gives the ten digits, or '' when skipped."""

    default_error_messages = {
        "invalid": _("Please check this NHS number. It has 10 digits, and one of these does not fit the others."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        if isinstance(self.widget, Line):
            self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "size": "14"})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        refuse_too_long(text, self.limit)
        digits = _BETWEEN.sub("", ascii_digits(text))
        if not nhs_number_checks(digits):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return digits


def nhs_number_checks(digits: str) -> bool:
    """The modulus 11 rule of the NHS Data Dictionary. Ten times one digit is nobody's number."""
    if not re.fullmatch("[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def spoken_number(number: str) -> str:
    """An E.164 number grouped as it is said aloud in Britain; any other is left alone."""
    if not number.startswith("+44"):
        return number
    rest = f"0{number[3:]}"
    if rest.startswith("07") and len(rest) == 11:
        return f"{rest[:5]} {rest[5:8]} {rest[8:]}"
    if rest.startswith("02") and len(rest) == 11:
        return f"{rest[:3]} {rest[3:7]} {rest[7:]}"
    if rest.startswith(("011", "03", "08")) and len(rest) == 11:
        return f"{rest[:4]} {rest[4:7]} {rest[7:]}"
    return f"{rest[:5]} {rest[5:]}"
