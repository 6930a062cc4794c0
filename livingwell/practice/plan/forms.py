"""What is asked when somebody writes in a plan, or suggests something for one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, DayField, EmailField, KitForm, LineField, WordsField
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.circle.known import Known
from livingwell.practice.plan.models import HowGiven, ItemKind, SafeKind, SuggestedKind

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


class WithWhom(KitForm):
    """Whose name stands on it: one of those the person knows, or somebody named."""

    #: Whether the person may be chosen themselves.
    me_too = False
    name = LineField(label=_("Their name"), help_text=_("If it is somebody else."), required=False, max_length=120)

    def __init__(self, *args: Any, known: list[Known], me: tuple[UUID, str], mine: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.value: one for one in known if one.kind == "person"}
        self.me = me
        choices = [(value, one.name) for value, one in self.known.items()]
        if self.me_too:
            choices.insert(0, ("me", str(mine or _("Me"))))
        field: Any = self.fields["who"]
        field.choices = [*choices, ("other", _("Somebody else"))]
        field.widget.hints = {value: one.about for value, one in self.known.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("who") == "other" and not cleaned.get("name"):
            self.add_error("name", _("Please say who it is."))
        return cleaned

    def chosen(self) -> tuple[UUID | None, str]:
        """Who it is, and what they are called; the id is None for somebody who is only named."""
        who = self.cleaned_data["who"]
        if who == "me":
            return self.me
        if who == "other":
            return None, self.cleaned_data["name"]
        return self.known[who].id, self.known[who].name


class StepForm(WithWhom):
    """A step: what, who takes it, by which day."""

    me_too = True
    field_order: tuple[str, ...] = ("words", "who", "name", "day")
    words = WordsField(
        label=_("What is the step?"), help_text=_("A small one is best."), max_length=2 * WORDS, error_messages=NOTHING
    )
    who = ChoiceField(label=_("Who takes it?"), choices=())
    day = DayField(label=_("By when?"), required=False)
    version = _version()

    def taken_on(self) -> dict[str, Any]:
        """Who takes it, as the act asks."""
        taker, name = self.chosen()
        return {"taker": taker, "taker_name": name}


class EnteredStepForm(StepForm):
    """A step somebody tells a worker."""

    field_order = ("channel", "words", "who", "name", "day")
    channel = channel_field()


class ReviewForm(KitForm):
    """Looking back, and forward. Either is enough."""

    back = WordsField(
        label=_("Looking back"),
        help_text=_("What went well? What was hard? What do you know now?"),
        max_length=2 * WORDS,
        required=False,
    )
    forward = WordsField(
        label=_("Looking forward"),
        help_text=_("What would you like next? What stays, and what goes?"),
        max_length=2 * WORDS,
        required=False,
    )
    look_again = DayField(label=_("When would you like to look again?"), required=False)
    version = _version()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("back") or cleaned.get("forward")):
            self.add_error("back", NOTHING["required"])
        return cleaned


class EnteredReviewForm(ReviewForm):
    """The same, said to a worker."""

    field_order = ("channel", "back", "forward", "look_again")
    channel = channel_field()


class SuggestForm(KitForm):
    """What somebody else suggests; the person decides."""

    kind = ChoiceField(label=_("What would it be?"), choices=SuggestedKind.choices, initial=SuggestedKind.STEP)
    words = WordsField(label=_("Your suggestion"), max_length=WORDS, error_messages=NOTHING)


class GpForm(KitForm):
    """To which practice, and how. The person has read what is in it."""

    practice = LineField(
        label=_("Which practice?"),
        help_text=_("Its name, and the doctor’s if you like."),
        max_length=200,
        error_messages={"required": _("Please say which practice it is for.")},
    )
    how = ChoiceField(label=_("How does it get there?"), choices=HowGiven.choices)
    email = EmailField(label=_("The practice’s email address"), help_text=_("If we email it."), required=False)

    def __init__(self, *args: Any, by_themselves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A team that was not let into the plan cannot post it: a worker who was, and enters this, prints it.
        ways = [(how.value, how.label) for how in HowGiven if not by_themselves or how != HowGiven.POST]
        field: Any = self.fields["how"]
        field.choices = ways

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("how") == HowGiven.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Please give the practice’s address, or choose another way."))
        return cleaned


class ChangedSuggestionForm(KitForm):
    """The person's own words for what was suggested."""

    words = WordsField(label=_("In your words"), max_length=WORDS, error_messages=NOTHING)


def _safe_words() -> WordsField:
    return WordsField(label=_("In your words"), max_length=2 * WORDS, error_messages=NOTHING)


class SafeItemForm(KitForm):
    """Something for staying safe, and a number to ring where there is one."""

    words = _safe_words()
    number = LineField(
        label=_("A number to ring"),
        help_text=_("If there is one. You can press it here."),
        required=False,
        max_length=60,
    )
    version = _version()


class NewSafeItemForm(SafeItemForm):
    """Something new, under one of the headings."""

    field_order: tuple[str, ...] = ("kind", "words", "number")
    kind = ChoiceField(label=_("Where does it belong?"), choices=SafeKind.choices)


class EnteredSafeItemForm(NewSafeItemForm):
    """Something somebody tells a worker for staying safe."""

    field_order = ("channel", "kind", "words", "number")
    channel = channel_field()


class ChanceForm(WithWhom):
    """A risk we are taking together. Only what the person wants to do, and with whom, has to be there."""

    field_order: tuple[str, ...] = ("want", "good", "worries", "life", "agreed", "look_again", "who", "name")
    want = WordsField(label=_("What I want to do"), max_length=2 * WORDS, error_messages=NOTHING)
    good = WordsField(label=_("What is good about it"), max_length=2 * WORDS, required=False)
    worries = WordsField(
        label=_("What worries whom"),
        help_text=_("Say who is worried, and what about. It may be you."),
        max_length=2 * WORDS,
        required=False,
    )
    life = WordsField(
        label=_("The wider life around it"),
        help_text=_("Home, money, people, work: what makes it harder, and what makes it easier."),
        max_length=2 * WORDS,
        required=False,
    )
    agreed = WordsField(label=_("What we agreed"), max_length=2 * WORDS, required=False)
    look_again = DayField(label=_("When do we look again?"), required=False)
    who = ChoiceField(label=_("Who takes it together with me?"), choices=())
    version = _version()


class EnteredChanceForm(ChanceForm):
    """The same, said to a worker."""

    field_order = ("channel", *ChanceForm.field_order)
    channel = channel_field()
