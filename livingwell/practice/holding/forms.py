"""Forms of the holding room: they check shape, and never save."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import (
    ChoiceField,
    EmailField,
    KitForm,
    Line,
    LineField,
    PhoneField,
    Select,
    TickField,
    Words,
    WordsField,
)
from livingwell.people.models import SafeToContact
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.holding.models import OWN_WORD, EndingKind

#: How a worker came to know what they enter in somebody else's voice.
TOLD_BY = (("phone", _("By phone")), ("paper", _("On paper")), ("in_person", _("In person")))


class OfferHandoverForm(KitForm):
    """Whom to ask, and why. `workers` are (membership id, words) in groups by team."""

    to = ChoiceField(
        label=_("Whom do you ask?"),
        widget=Select(),
        error_messages={
            "required": _("Please choose whom to ask."),
            "invalid_choice": _("They do not work here any more. Please choose somebody else."),
        },
    )
    why = WordsField(
        label=_("Why them?"),
        help_text=_("They see this and the person’s name, nothing more, until they say yes. The person can read it."),
        max_length=2000,
        error_messages={"required": _("Please say why, in a sentence: they decide by it.")},
    )

    #: Asked for only where something speaks against asking them just now.
    all_the_same = TickField(label=_("Ask them all the same"), required=False)

    def ask_again(self, reasons: list[str]) -> bool:
        """Whether there is something to think of that has not been thought of: it is then said beside the tick."""
        if not reasons or self.cleaned_data["all_the_same"]:
            return False
        for reason in reasons:
            self.add_error("all_the_same", reason)
        return True

    def __init__(self, *args: Any, workers: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose somebody")), *workers]  # type: ignore[attr-defined]


class DeclineHandoverForm(KitForm):
    """A no; a word of why only from whoever likes to give one: a match may be declined without a reason."""

    because = WordsField(
        label=_("What would help whoever asked you to know?"),
        help_text=_("No reason is needed, and nobody counts. They read this, and go on holding."),
        max_length=2000,
        required=False,
    )


class GoodbyeForm(KitForm):
    """The person's own word that this journey ends. Entered for them, it says how they told it."""

    kind = ChoiceField(
        label=_("What do they say?"),
        choices=[(kind.value, kind.label) for kind in OWN_WORD],
        hints={
            EndingKind.GOODBYE.value: _("They are well enough for now, or it is simply time."),
            EndingKind.NOT_WANTED.value: _("They do not want this support. No reason is needed."),
        },
    )
    words = WordsField(
        label=_("In their words"),
        help_text=_("As they said it. It stays theirs."),
        required=False,
        max_length=5000,
    )
    channel = ChoiceField(label=_("How did they tell you?"), choices=TOLD_BY)


class OwnGoodbyeForm(KitForm):
    """The same, for somebody who says it themselves."""

    kind = ChoiceField(
        label=_("What would you like to say?"),
        choices=[(kind.value, kind.label) for kind in OWN_WORD],
        hints={
            EndingKind.GOODBYE.value: _("You are well enough for now, or it is simply time."),
            EndingKind.NOT_WANTED.value: _("You do not want this support. You need no reason."),
        },
    )
    words = WordsField(
        label=_("Anything you would like to leave with us?"),
        required=False,
        max_length=5000,
    )


class ReachForm(KitForm):
    """How somebody is reached, and how not. What is left empty is forgotten."""

    phone = PhoneField(label=_("Phone"), required=False)
    email = EmailField(label=_("Email"), required=False)
    reach = LineField(
        label=_("Another way to reach you"),
        help_text=_("A friend’s phone, a place you go to, a time of day."),
        max_length=1000,
        required=False,
    )
    message = ChoiceField(
        label=_("Is it safe to leave a message?"),
        choices=[each for each in SafeToContact.choices if each[0] != SafeToContact.UNSAID],
    )
    write = ChoiceField(
        label=_("Is it safe to write to you?"),
        choices=[each for each in SafeToContact.choices if each[0] in (SafeToContact.YES, SafeToContact.NO)],
    )
    needs = WordsField(
        label=_("What makes it easier to talk or meet?"),
        max_length=2000,
        required=False,
        widget=Words(attrs={"rows": 2}),
    )


class EnteredReachForm(ReachForm):
    """The same, said to a worker."""

    field_order = ("channel", "phone", "email", "reach", "message", "write", "needs")
    channel = channel_field()
    reach = LineField(label=_("Another way to reach them"), max_length=1000, required=False)
    message = ChoiceField(
        label=_("Safe to leave a message?"),
        choices=[each for each in SafeToContact.choices if each[0] != SafeToContact.UNSAID],
    )
    write = ChoiceField(
        label=_("Safe to write?"),
        choices=[each for each in SafeToContact.choices if each[0] in (SafeToContact.YES, SafeToContact.NO)],
    )


class ProposeEndingForm(KitForm):
    """The first of two workers says what has happened."""

    kind = ChoiceField(
        label=_("What has happened?"),
        choices=[(kind.value, kind.label) for kind in EndingKind if kind not in OWN_WORD],
    )
    words = WordsField(
        label=_("What do you know, and how?"),
        help_text=_("A colleague reads this before they agree. Until then nothing ends."),
        max_length=5000,
        error_messages={"required": _("Please say how you know: a colleague decides by it.")},
    )


class FindPersonForm(KitForm):
    """A name, as it sounds."""

    mark_optional = False

    q = LineField(
        label=_("Name"),
        required=False,
        max_length=120,
        widget=Line(attrs={"type": "search", "autocomplete": "off", "data-focus": ""}),
    )
