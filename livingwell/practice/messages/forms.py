"""What is asked: words to send, and how somebody wants to hear that there are some."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, KitForm, WordsField
from livingwell.people.models import Person
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.messages.models import Told, WayToTell
from livingwell.practice.messages.telling_them import in_the_way

LONGEST = 5000
WHY_NOT = {
    Told.UNSAFE: _(
        "It has not been said that this is safe. Please change how to be reached first, or choose another way."
    ),
    Told.NO_WAY: _("There is no address or number for that yet. Please choose another way."),
}


class MessageForm(KitForm):
    """A few words."""

    mark_optional = False
    words = WordsField(
        label=_("Your message"), max_length=LONGEST, error_messages={"required": _("Please write a few words.")}
    )


class EnteredMessageForm(MessageForm):
    """What somebody told a worker, for their team to read."""

    channel = channel_field()
    field_order = ("channel", "words")


class WayForm(KitForm):
    """How to hear that the team wrote."""

    mark_optional = False
    way = ChoiceField(
        label=_("How would you like to hear that we wrote?"),
        choices=WayToTell.choices,
        hints={
            WayToTell.EMAIL: _("The email does not say what about."),
            WayToTell.EMAIL_WORDS: _("Anybody who opens your email can read it."),
            WayToTell.TEXT: _("The text does not say what about. It never has our words in it."),
        },
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_way(self) -> WayToTell:
        way = WayToTell(self.cleaned_data["way"])
        if (why := in_the_way(way, self.person)) is not None:
            self.add_error("way", WHY_NOT[why])
        return way


class EnteredWayForm(WayForm):
    """The same, for what somebody says and a worker enters."""

    channel = channel_field()
