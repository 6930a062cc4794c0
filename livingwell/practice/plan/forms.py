"""What is asked when somebody writes in a plan, or suggests something for one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, DayField, KitForm, LineField, WordsField
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.circle.known import Known
from livingwell.practice.plan.models import ItemKind, SuggestedKind

WORDS = 2_000
NOTHING = {"required": _("There is nothing here yet. Write a few words, or go back.")}


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)


class ItemForm(KitForm):
    """Something for the plan. Room for two versions, should they have to be made into one."""

    words = WordsField(label=_("Your words"), max_length=2 * WORDS, error_messages=NOTHING)
    version = _version()


class NewItemForm(KitForm):
    """Something new, under one of the plan's headings."""

    kind = ChoiceField(label=_("Where does it belong?"), choices=ItemKind.choices)
    words = WordsField(label=_("Your words"), max_length=WORDS, error_messages=NOTHING)


class EnteredItemForm(NewItemForm):
    """Something somebody tells a worker for their plan."""

    field_order = ("channel", "kind", "words")
    channel = channel_field()


class StepForm(KitForm):
    """A step: what, who takes it, by which day."""

    words = WordsField(
        label=_("What is the step?"), help_text=_("A small one is best."), max_length=2 * WORDS, error_messages=NOTHING
    )
    who = ChoiceField(label=_("Who takes it?"), choices=())
    name = LineField(label=_("Their name"), help_text=_("If it is somebody else."), required=False, max_length=120)
    day = DayField(label=_("By when?"), required=False)
    version = _version()

    def __init__(self, *args: Any, known: list[Known], me: tuple[UUID, str], mine: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.value: one for one in known if one.kind == "person"}
        self.me = me
        others = [(value, one.name) for value, one in self.known.items()]
        field: Any = self.fields["who"]
        field.choices = [("me", mine or _("Me")), *others, ("other", _("Somebody else"))]
        field.widget.hints = {value: one.about for value, one in self.known.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("who") == "other" and not cleaned.get("name"):
            self.add_error("name", _("Please say who takes this step."))
        return cleaned

    def taken_on(self) -> dict[str, Any]:
        """Who takes it, as the act asks."""
        who = self.cleaned_data["who"]
        if who == "me":
            return {"taker": self.me[0], "taker_name": self.me[1]}
        if who == "other":
            return {"taker": None, "taker_name": self.cleaned_data["name"]}
        return {"taker": self.known[who].id, "taker_name": self.known[who].name}


class EnteredStepForm(StepForm):
    """A step somebody tells a worker."""

    field_order = ("channel", "words", "who", "name", "day")
    channel = channel_field()


class SuggestForm(KitForm):
    """What somebody else suggests; the person decides."""

    kind = ChoiceField(label=_("What would it be?"), choices=SuggestedKind.choices, initial=SuggestedKind.STEP)
    words = WordsField(label=_("Your suggestion"), max_length=WORDS, error_messages=NOTHING)


class ChangedSuggestionForm(KitForm):
    """The person's own words for what was suggested."""

    words = WordsField(label=_("In your words"), max_length=WORDS, error_messages=NOTHING)
