"""The shape of what is asked when people meet. Nothing here saves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.forms import ChoiceField, IsoDayField, KitForm, LineField, WordsField
from livingwell.kit.forms.widgets import Line, Select, Words
from livingwell.people.models import Membership
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.meetings.actions import Again, Promise
from livingwell.practice.meetings.models import CameOfIt, Channel, HowWeMeet, LetterHow, MeetingKind
from livingwell.practice.meetings.told_before import ToldBefore

#: How far ahead a meeting or a promise may lie: further is a slip of the finger.
FURTHEST = timedelta(days=730)


class ClockField(LineField):
    """A time of day, as people write it: 14:30, 2.30pm, 930; gives a `time`."""

    default_error_messages = {"not_a_time": _("Please write the time like 14:30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=Line(attrs={"class": "short", "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, time):
            return value
        text = super().to_python(value).lower()
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})(?:[:. ]?([0-5]\d))?\s*(am|pm)?", text)
        if found is None:
            raise ValidationError(self.error_messages["not_a_time"], code="not_a_time")
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and not 1 <= hour <= 12:
            raise ValidationError(self.error_messages["not_a_time"], code="not_a_time")
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour > 23:
            raise ValidationError(self.error_messages["not_a_time"], code="not_a_time")
        return time(hour, minute)

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value

    def run_validators(self, value: Any) -> None:
        if not isinstance(value, time):
            super().run_validators(value)


class _Dated(KitForm):
    """A day and a time in the place's own zone."""

    mark_optional = False

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)

    def moment(self) -> datetime:
        """The day and the time together. For a form that is valid."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=self.zone)


def _latest() -> date:
    return clock.now().date() + FURTHEST


class PlanForm(_Dated):
    kind = ChoiceField(label=_("What is it?"), choices=MeetingKind.choices)
    day = IsoDayField(
        label=_("Day"),
        latest=_latest,
        error_messages={"required": _("Please say which day.")},
    )
    time = ClockField(label=_("Time"), error_messages={"required": _("Please say what time.")})
    how = ChoiceField(label=_("How will you meet?"), choices=HowWeMeet.choices)
    where = LineField(
        label=_("Where"), help_text=_("The café by the bridge; their number; the gate of the park."), required=False
    )
    led_by = ChoiceField(label=_("Which of us will be there?"), widget=Select())
    also_there = LineField(
        label=_("Who else"), help_text=_("By name: another worker, their sister, an interpreter."), required=False
    )

    def __init__(self, *args: Any, workers: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led_by: Any = self.fields["led_by"]
        led_by.choices = [(str(worker.pk), worker.known_as) for worker in workers]
        self.workers = {str(worker.pk): worker for worker in workers}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("day") and given.get("time") and self.moment() < clock.now() - timedelta(days=1):
            self.add_error("day", _("That day has passed. If you have met already, choose “We have just spoken”."))
        return given


class TellForm(_Dated):
    """A meeting that has happened. The person's words and the worker's are two boxes."""

    day = IsoDayField(label=_("Day"), error_messages={"required": _("Please say which day it was.")})
    time = ClockField(label=_("Time"), error_messages={"required": _("Please say about what time it was.")})
    how = ChoiceField(label=_("How did you meet?"), choices=HowWeMeet.choices, widget=Select())
    where = LineField(label=_("Where"), required=False)
    also_there = LineField(label=_("Who else was there"), required=False)
    their_words = WordsField(
        label=_("What they said"),
        help_text=_("In their words, as near as you can. They read this, and can put it right."),
        required=False,
        max_length=20_000,
    )
    our_words = WordsField(
        label=_("What you would add"),
        help_text=_("Yours, shown apart from theirs. They read this too."),
        required=False,
        max_length=20_000,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("day") and given.get("time") and self.moment() > clock.now():
            self.add_error("day", _("This meeting has not happened yet. Please look at its day and time."))
        return given


class AskedAgainForm(KitForm):
    """Something told before was asked again, deliberately, and why. Nothing of it where nothing was asked again."""

    prefix = "again"
    mark_optional = False
    key = ChoiceField(label=_("What did you ask again?"), required=False, widget=Select())
    why = WordsField(
        label=_("Why?"), required=False, max_length=500, widget=Words(attrs={"rows": 2}),
        help_text=_("They read this. It is counted."),
    )  # fmt: skip

    def __init__(self, *args: Any, told: Sequence[ToldBefore], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = {one.key: one for one in told}
        choices = [(one.key, one.title or one.words[:60]) for one in told]
        self.fields["key"].choices = [("", _("Nothing")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("key") and not given.get("why"):
            self.add_error("why", _("They have told this before. Please say why you asked again: they read it."))
        if given.get("why") and not given.get("key") and "key" not in self.errors:
            self.add_error("key", _("Please choose what you asked again."))
        return given

    def is_open(self) -> bool:
        return bool(self["key"].value() or self["why"].value() or self.errors)

    def again(self) -> list[Again]:
        key = self.cleaned_data["key"]
        return [Again(key, self.told[key].prompt, self.cleaned_data["why"])] if key else []


class StepForm(KitForm):
    """What happens next: what, by whom, by which day. Left empty it is no promise; half filled it asks for the rest."""

    mark_optional = False
    words = WordsField(label=_("What will happen"), required=False, max_length=1000, widget=Words(attrs={"rows": 2}))
    who = ChoiceField(label=_("Who will do it"), required=False, widget=Select())
    name = LineField(label=_("Or somebody else, by name"), required=False, max_length=120)
    due = IsoDayField(label=_("By when"), required=False, latest=_latest)
    must = False

    def __init__(self, *args: Any, who: Sequence[tuple[str, str]], must: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = dict(who)
        choose: Any = self.fields["who"]
        choose.choices = [*who, ("", _("Somebody else"))]
        self.must = must

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("words", "name", "due"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors or (self.is_empty and not self.must):
            return given
        if not given.get("words"):
            self.add_error("words", _("Please say what happens next, even if it is small."))
        if not (given.get("name") or given.get("who")):
            self.add_error("name", _("Please say who will do it, by name."))
        if not given.get("due"):
            self.add_error("due", _("Please say by which day."))
        elif given["due"] < clock.now().date() - timedelta(days=1):
            self.add_error("due", _("That day has passed. Please choose one that is still to come."))
        return given

    def promise(self) -> Promise | None:
        """What was promised; None where the form was left empty."""
        given = self.cleaned_data
        if self.is_empty:
            return None
        if given["name"]:
            return Promise(given["words"], given["name"], given["due"])
        return Promise(given["words"], self.names[given["who"]], given["due"], given["who"] or None)


class WordsForm(KitForm):
    """A few words, with a label of the page's own."""

    mark_optional = False
    words = WordsField(label="", max_length=10_000)

    def __init__(self, *args: Any, label: Any, help_text: Any = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text, field.required = label, help_text, required
        field.error_messages["required"] = _("Please write a few words.")


class EnteredWordsForm(WordsForm):
    """The same, for what somebody says and another enters."""

    channel = channel_field()


class AttemptForm(KitForm):
    mark_optional = False
    channel = ChoiceField(label=_("How did you try?"), choices=Channel.choices)
    came_of_it = ChoiceField(label=_("What came of it?"), choices=CameOfIt.choices)
    words = WordsField(
        label=_("Anything to add"),
        help_text=_("They can read this."),
        required=False,
        max_length=2000,
        widget=Words(attrs={"rows": 3}),
    )


class HoldBackForm(KitForm):
    mark_optional = False
    words = WordsField(
        label=_("What somebody else told you in confidence"),
        help_text=_("Only that. What you think yourself belongs in the note, where they can read it."),
        max_length=5000,
        error_messages={"required": _("Please write the line that is held back.")},
    )
    why = WordsField(
        label=_("Why it is held back"),
        help_text=_("They read this sentence, and not the line itself."),
        max_length=500,
        widget=Words(attrs={"rows": 2}),
        error_messages={"required": _("Please say why: they can read the reason.")},
    )


class LetterForm(KitForm):
    mark_optional = False
    how = ChoiceField(label=_("How did they get it?"), choices=LetterHow.choices)
