"""What a field looks like. Each widget is a template in `kit/forms/`; none truncates what somebody types."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _


class Line(forms.TextInput):
    """One line of text."""

    template_name = "kit/forms/input.html"


class Words(forms.Textarea):
    """Several lines; grows with the text where the browser can."""

    template_name = "kit/forms/words.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 6, "cols": None, **(attrs or {})})


class _HintedOptions(ChoiceWidget):
    """Options that may each carry a hint, keyed by value."""

    hints: Mapping[str, Any] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and "id" in option["attrs"]:
            option["hint_id"] = f"{option['attrs']['id']}_hint"
            option["attrs"]["aria-describedby"] = option["hint_id"]
        return option


class Radios(_HintedOptions, forms.RadioSelect):
    """One of several, each a large target."""

    template_name = "kit/forms/choices.html"
    option_template_name = "kit/forms/input.html"


class Ticks(_HintedOptions, forms.CheckboxSelectMultiple):
    """Any of several, each a large target."""

    template_name = "kit/forms/choices.html"
    option_template_name = "kit/forms/input.html"


class Tick(forms.CheckboxInput):
    """One box to tick; its label sits beside it."""

    template_name = "kit/forms/input.html"


class Select(forms.Select):
    """A drop-down list: for desks, and for more than about seven choices."""

    template_name = "kit/forms/select.html"


class DayBoxes(forms.Widget):
    """Day, month and year in three boxes. Its value is the three texts as typed, or a `date` at first."""

    template_name = "kit/forms/day.html"
    use_fieldset = True
    parts = (
        ("day", _("Day"), 2),
        ("month", _("Month"), 9),
        ("year", _("Year"), 4),
    )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The three boxes; or one ISO text under the plain name, so that other doors can post a day too."""
        if name in data:
            return data[name]
        return tuple(str(data.get(f"{name}_{part}", "") or "") for part, _label, _size in self.parts)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part, _label, _size in self.parts)

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        """The first box, which an error summary leads to; a group's own label is its legend."""
        return f"{id_}_day" if id_ and index is not None else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shared = dict(context["widget"]["attrs"])
        group_id = shared.pop("id", None)
        shown = split_day(value)
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{group_id or name}_{part}",
                "label": label,
                "size": size,
                "part": part,
                "value": shown[place],
                "attrs": shared,
            }
            for place, (part, label, size) in enumerate(self.parts)
        ]
        return context


class DayBox(forms.DateInput):
    """The browser's own calendar, for desks: one ISO value."""

    input_type = "date"
    template_name = "kit/forms/input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def split_day(value: Any) -> tuple[str, str, str]:
    """A day, an ISO text or three typed texts, as the three boxes show it."""
    if value is None or value == "":
        return ("", "", "")
    if isinstance(value, (tuple, list)):
        texts = [str(part) for part in value][:3] + ["", "", ""]
        return (texts[0], texts[1], texts[2])
    if all(hasattr(value, part) for part in ("day", "month", "year")):
        return (str(value.day), str(value.month), str(value.year))
    parts = str(value).split("-")
    if len(parts) == 3:
        return (parts[2], parts[1], parts[0])
    return (str(value), "", "")


def month_name(month: int) -> str:
    """The month in the reader's language."""
    return str(MONTHS[month])
