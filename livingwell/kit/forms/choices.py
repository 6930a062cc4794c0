"""Fields for choosing from answers we offer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms.widgets import Radios, Tick, Ticks, _HintedOptions

if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Any]
else:
    _ModelChoiceField = forms.ModelChoiceField

CHOOSE_ONE: dict[str, Any] = {
    "required": _("Please choose one."),
    "invalid_choice": _("Please choose one of the answers shown."),
}
CHOOSE_SOME: dict[str, Any] = {
    "required": _("Please choose at least one."),
    "invalid_choice": _("Please choose from the answers shown."),
    "invalid_list": _("Please choose from the answers shown."),
}


class ChoiceField(forms.ChoiceField):
    """One of several, as radios (or `widget=Select()`). `hints={"value": "a few words"}` explains an answer."""

    widget = Radios
    default_error_messages = CHOOSE_ONE

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.widget, _HintedOptions):
            self.widget.hints = hints or {}


class ManyChoiceField(forms.MultipleChoiceField):
    """Any of several, as boxes to tick; gives a list of values. Takes `hints` as ChoiceField does."""

    widget = Ticks
    default_error_messages = CHOOSE_SOME

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.widget, _HintedOptions):
            self.widget.hints = hints or {}


class OneOfField(_ModelChoiceField):
    """One row of a queryset, as radios; pass a queryset that the viewer may see."""

    widget = Radios
    default_error_messages = CHOOSE_ONE

    def __init__(self, queryset: Any, *, empty_label: Any = None, **kwargs: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **kwargs)


class TickField(forms.BooleanField):
    """One box. Unticked is an answer too, so `required=False` unless a yes is truly needed."""

    widget = Tick
    default_error_messages = {"required": _("Please tick this to go on.")}

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)


__all__ = ["ChoiceField", "ManyChoiceField", "OneOfField", "TickField"]
