"""Fields for text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms.cleaning import LINE_LIMIT, WORDS_LIMIT, as_text, refuse_too_long, tidy_line, tidy_words
from livingwell.kit.forms.widgets import Line, Words

PLEASE_ANSWER = _("Please answer this.")


class LineField(forms.CharField):
    """One line, up to `max_length` characters (200 unless told). Gives a tidy `str`, '' when skipped."""

    widget = Line
    default_error_messages = {"required": PLEASE_ANSWER}

    def __init__(self, *, max_length: int = LINE_LIMIT, **kwargs: Any) -> None:
        # Django's own max_length would put `maxlength` on the input, and a browser then cuts a paste in silence.
        super().__init__(**kwargs)
        self.limit = max_length

    def to_python(self, value: Any) -> str:
        return tidy_line(as_text(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        refuse_too_long(value, self.limit)


class WordsField(forms.CharField):
    """Somebody's own words, over several lines, up to `max_length` characters (10,000 unless told)."""

    widget = Words
    default_error_messages = {"required": PLEASE_ANSWER}

    def __init__(self, *, max_length: int = WORDS_LIMIT, **kwargs: Any) -> None:
        self.limit = max_length  # before super(), which asks for widget_attrs
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return tidy_words(as_text(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        refuse_too_long(value, self.limit)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """`data-limit` lets kit.js count down near the end; it stops nobody from typing."""
        return {**super().widget_attrs(widget), "data-limit": str(self.limit)}


class EmailField(LineField):
    """An email address; the part after the @ in small letters. '' when skipped."""

    default_error_messages = {
        "invalid": _("Please check this email address. It should look like name@example.org."),
    }
    default_validators = [forms.EmailField.default_validators[0]]

    def __init__(self, *, max_length: int = 254, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        if isinstance(self.widget, Line):
            self.widget.input_type = "email"
            self.widget.attrs.setdefault("autocomplete", "email")
            self.widget.attrs.setdefault("spellcheck", "false")

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        name, at, domain = text.rpartition("@")
        return f"{name}{at}{domain.lower()}"

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
