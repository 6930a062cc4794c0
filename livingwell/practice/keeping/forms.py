"""What is asked when somebody asks for a right, and when it is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, KitForm, LineField, OneOfField, WordsField
from livingwell.people.models import Organisation, Place
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.keeping.models import Answer, Condition, Ground, Kept, Right


class AskForm(KitForm):
    """One right, and words where there is something to say."""

    right = ChoiceField(label=_("What would you like to ask for?"), choices=Right.choices)
    words = WordsField(
        label=_("Is there more you would like to say?"),
        help_text=_("Such as what should be put right, and how it should be."),
        max_length=4000,
        required=False,
    )


class EnteredAskForm(AskForm):
    """The same, said to a worker."""

    field_order = ("channel", "right", "words")
    channel = channel_field()


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
