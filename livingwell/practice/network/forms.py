"""The shape of what is asked about supports and connections. Nothing here saves."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.forms import ChoiceField, IsoDayField, KitForm, Line, LineField, TickField, Words, WordsField
from livingwell.practice.circle.entering import Channel, channel_field
from livingwell.practice.meetings.forms import ClockField
from livingwell.practice.network.directory.phones import read_phones
from livingwell.practice.network.directory.postcodes import normalise_postcode
from livingwell.practice.network.directory.webs import read_web_address
from livingwell.practice.network.models import HowItWas, WhatNext

#: Further away than this is a slip of the finger.
FURTHEST = timedelta(days=730)
YES = "yes"


def _today() -> date:
    return clock.now().date()


def _furthest() -> date:
    return _today() + FURTHEST


class SearchForm(KitForm):
    """What is looked for; it lives in the address."""

    mark_optional = False
    q = LineField(
        label=_("What are you looking for?"),
        help_text=_("A few words, such as walking, debt or someone to talk to. Spelling does not matter."),
        required=False,
        widget=Line(attrs={"type": "search", "data-search": "", "autocomplete": "off"}),
    )
    near = LineField(
        label=_("Near"), help_text=_("The start of a postcode, or a street or town."), required=False, max_length=60
    )


class SayForm(KitForm):
    """A form that belongs to the person's own voice: filled in for them, it asks how they told it."""

    mark_optional = True

    def __init__(self, *args: Any, entering: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if entering:
            self.fields["channel"] = channel_field()


class MaySayForm(SayForm):
    """What the support may be told."""

    may_say = WordsField(
        label=_("What may they be told?"),
        help_text=_("Nothing else is said: no history, no notes."),
        max_length=2000,
        widget=Words(attrs={"rows": 4}),
        error_messages={"required": _("Please write what may be said. A first name is enough.")},
    )


class ChooseTogetherForm(MaySayForm):
    """A worker chooses with somebody; where they are in the same room, the person agrees at once."""

    agreed = TickField(label=_("They have heard these words, and agree to them"))
    channel = ChoiceField(label=_("If they agree: how did they tell you?"), choices=Channel.choices, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("agreed") and not given.get("channel"):
            self.add_error("channel", _("Please say how they told you that they agree."))
        return given


class OfferForm(KitForm):
    mark_optional = True
    words = WordsField(
        label=_("How do you ask, and whom?"),
        help_text=_("I rang Priya on Tuesday morning."),
        max_length=2000,
        widget=Words(attrs={"rows": 3}),
    )
    answer_due = IsoDayField(
        label=_("By when do they answer?"),
        earliest=_today,
        latest=_furthest,
        error_messages={"required": _("Please say by which day you expect an answer.")},
    )


class AnswerForm(KitForm):
    """Yes; or not us, and then what next. There is no third answer."""

    mark_optional = True
    answer = ChoiceField(
        label=_("What did they say?"),
        choices=[
            (YES, _("Yes, come along")),
            (WhatNext.ANOTHER.value, _("Not us, but try another support")),
            (WhatNext.TEAM.value, _("Not us, but ask the team what might fit")),
            (WhatNext.QUESTION.value, _("Not yet: they have a question for us first")),
        ],
        error_messages={"required": _("Please choose one. If they said “not us”, what did they say comes next?")},
    )
    words = WordsField(
        label=_("What else did they say?"),
        help_text=_("Whom they suggest, what they ask, whom to meet."),
        required=False,
        max_length=4000,
        widget=Words(attrs={"rows": 3}),
    )

    @property
    def what_next(self) -> WhatNext | None:
        answer = self.cleaned_data["answer"]
        return None if answer == YES else WhatNext(answer)


class ArrangeForm(KitForm):
    mark_optional = True
    day = IsoDayField(
        label=_("Day"), earliest=_today, latest=_furthest, error_messages={"required": _("Please say which day.")}
    )
    time = ClockField(label=_("Time"), error_messages={"required": _("Please say what time.")})
    where = LineField(label=_("Where"), help_text=_("The door to look for, not only the street."), required=False)
    walks_along = LineField(
        label=_("Who walks along?"),
        help_text=_("Somebody they know, to the door or through it. Nobody is an answer too."),
        required=False,
    )

    def moment(self, zone: str) -> datetime:
        """The day and the time together. For a form that is valid."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=ZoneInfo(zone))


class WordsIfLikedForm(SayForm):
    """The person's word, with more words if they like."""

    words = WordsField(label=_("Is there anything you would like to add?"), required=False, max_length=4000,
                       widget=Words(attrs={"rows": 3}))  # fmt: skip


class HowForm(SayForm):
    how = ChoiceField(label=_("How was it?"), choices=HowItWas.choices, required=False)
    words = WordsField(label=_("In your own words"), required=False, max_length=4000, widget=Words(attrs={"rows": 4}))
    share = TickField(label=_("You may tell them how it was for me"))


class AnotherForm(KitForm):
    mark_optional = True
    words = WordsField(
        label=_("Why this one instead?"), required=False, max_length=2000, widget=Words(attrs={"rows": 2})
    )


class SupportForm(KitForm):
    """Something that no directory lists."""

    mark_optional = True
    name = LineField(label=_("What is it called?"), max_length=200)
    description = WordsField(label=_("What is it like?"), help_text=_("In a few plain words."), max_length=5000,
                             widget=Words(attrs={"rows": 4}))  # fmt: skip
    schedule = LineField(label=_("When is it?"), help_text=_("Tuesdays, 10 to 12."), required=False)
    address = LineField(label=_("Where is it?"), required=False)
    postcode = LineField(label=_("Postcode"), required=False, max_length=10)
    phone = LineField(label=_("Phone"), required=False, max_length=40)
    url = LineField(label=_("Website"), required=False, max_length=300)

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        postcode = normalise_postcode(typed)
        if typed and not postcode:
            raise ValidationError(_("Please check this postcode. It should look like M33 7ZF."))
        return postcode

    def clean_url(self) -> str:
        address = read_web_address(self.cleaned_data["url"])
        if address.mend and not address.url:
            raise ValidationError(_("Please check this address. It should look like www.example.org."))
        return address.url

    def said(self) -> dict[str, Any]:
        """Columns of a support. For a form that is valid."""
        given = dict(self.cleaned_data)
        phones, _mends = read_phones(given.pop("phone"))
        return given | {
            "phones": [asdict(phone) for phone in phones],
            "schedule": [given["schedule"]] if given["schedule"] else [],
        }
