"""What is asked when somebody asks for a right, and when it is answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import (
    BirthYearField,
    ChoiceField,
    EmailField,
    IsoDayField,
    KitForm,
    LineField,
    NhsNumberField,
    OneOfField,
    PhoneField,
    TickField,
    WordsField,
)
from livingwell.people.models import Organisation, Place
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.keeping.models import ASKED_OF_US, Answer, Condition, Goes, Ground, Kept, Right

A_YEAR = timedelta(days=366)


class AskForm(KitForm):
    """One right, and words where there is something to say."""

    right = ChoiceField(
        label=_("What would you like to ask for?"),
        choices=Right.choices,
        hints={
            Right.COPY.value: _("On paper, say. A file you can make yourself, at any time."),
            Right.DESTROY.value: _(
                "Two people here look at it first, and you read what goes and what the law keeps. "
                "You have a week to change your mind. After that nobody can bring it back."
            ),
        },
    )
    words = WordsField(
        label=_("Is there more you would like to say?"),
        help_text=_("Such as what should be put right, and how it should be."),
        max_length=4000,
        required=False,
    )


class EnteredAskForm(AskForm):
    """The same, said to a worker; the month counts from the day it came."""

    field_order: tuple[str, ...] = ("channel", "came_on", "right", "words")
    channel = channel_field()
    came_on = IsoDayField(
        label=_("On which day did it come?"),
        help_text=_("The month counts from then. Leave it empty where it is today."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        right: Any = self.fields["right"]
        right.label, right.choices = _("What do they ask for?"), list(ASKED_OF_US.items())
        right.widget.hints = {}
        self.fields["words"].label = _("In their words")

    def clean_came_on(self) -> date:
        """Today where nothing is said, never a day ahead, and no day so long ago that it is a slip."""
        day: date | None = self.cleaned_data["came_on"]
        if day is not None and not self.today - A_YEAR <= day <= self.today:
            raise forms.ValidationError(_("Please give a day that is today or within the last year."))
        return day or self.today


class EnterForm(EnteredAskForm):
    """What came to the privacy lead by post or phone: from whom, found by what they wrote of themselves."""

    field_order = ("name", "phone", "email", "nhs_number", "birth_year", "channel", "came_on", "right", "words")
    name = LineField(label=_("What are they called?"), help_text=_("As we know them, in full."), max_length=120)
    phone = PhoneField(label=_("Their phone"), required=False)
    email = EmailField(label=_("Their email"), required=False)
    nhs_number = NhsNumberField(label=_("Their NHS number"), required=False)
    birth_year = BirthYearField(label=_("The year they were born"), required=False)

    def clean(self) -> dict[str, Any]:
        """A name alone may be somebody else's."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(given.get(one) for one in ("phone", "email", "nhs_number", "birth_year")):
            raise forms.ValidationError(_("Please give one more thing we know them by. A name may be two people's."))
        return given


class GoesForm(KitForm):
    """What is destroyed. Everything is offered only where no law keeps any of it."""

    what = ChoiceField(label=_("What goes?"), choices=Goes.choices)

    def __init__(self, *args: Any, all_can: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not all_can:
            field: Any = self.fields["what"]
            field.choices = [(Goes.OWN.value, Goes.OWN.label)]


class AgreeForm(KitForm):
    """Said with one's name, after reading what goes."""

    read = TickField(
        label=_("I have read what goes. It cannot be brought back."),
        required=True,
        error_messages={"required": _("Please read what goes, and tick this.")},
    )


class LongerForm(KitForm):
    """Why a month is not enough."""

    because = WordsField(
        label=_("Why does it take longer than a month?"),
        help_text=_("They read this. By law only because it is a lot, or there are many requests."),
        max_length=2000,
        error_messages={"required": _("Please say why: they are told within the first month.")},
    )


class AnswerForm(KitForm):
    """What was done."""

    answer = ChoiceField(label=_("What came of it?"), choices=Answer.choices)
    words = WordsField(
        label=_("What do you tell them?"),
        help_text=_("What was done; what was left out, and why; that they can turn to the Information Commissioner."),
        max_length=4000,
        error_messages={"required": _("Please say what was done, or why not. They read this.")},
    )


class HoldForm(KitForm):
    """Why nothing may be destroyed now."""

    because = WordsField(
        label=_("Why must nothing be destroyed?"),
        help_text=_("A court, an inquiry, a complaint. They read this."),
        max_length=2000,
        error_messages={"required": _("Please say why.")},
    )


class TimeForm(KitForm):
    """How long one kind of thing is kept."""

    what = ChoiceField(label=_("What is kept?"), choices=Kept.choices)
    years = forms.IntegerField(label=_("For how many years after you last met?"), min_value=1, max_value=100)
    because = LineField(label=_("Which law or code says so?"), max_length=300)


class BasisForm(KitForm):
    """The ground in law of one organisation."""

    organisation = OneOfField(queryset=Organisation.objects.none(), label=_("Which organisation?"))
    ground = ChoiceField(label=_("On what ground does it work?"), choices=Ground.choices)
    condition = ChoiceField(label=_("By which condition for what is about health?"), choices=Condition.choices)
    contact = LineField(label=_("Whom can people ask there?"), max_length=200, required=False)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(place=place, left_at=None).order_by("name")
