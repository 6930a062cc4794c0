"""Forms of the team room: what filters a board, and what is asked in a huddle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.forms import ChoiceField, IsoDayField, KitForm, Line, LineField, TickField, WordsField
from livingwell.kit.forms.widgets import Select, Words
from livingwell.practice.meetings.forms import StepForm
from livingwell.practice.team.models import HuddleOrder


class BoardFilter(KitForm):
    """Part of a name."""

    mark_optional = False

    q = LineField(
        label=_("Name"),
        required=False,
        max_length=120,
        widget=Line(attrs={"type": "search", "autocomplete": "off"}),
    )


class LeaveForm(KitForm):
    """Who is away, from when until when. Why is nobody's business."""

    mark_optional = False
    who = ChoiceField(label=_("Who is away?"), widget=Select())
    first_day = IsoDayField(label=_("First day away"), error_messages={"required": _("Please say from which day.")})
    last_day = IsoDayField(label=_("Last day away"), error_messages={"required": _("Please say until which day.")})

    def __init__(self, *args: Any, who: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["who"]
        choose.choices = who

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("That is before the first day. Please look at the two days."))
        elif last and last < clock.now().date() - timedelta(days=1):
            self.add_error("last_day", _("That day has passed."))
        return given


class CapacityForm(KitForm):
    """How many somebody can hold."""

    mark_optional = False
    at_most = LineField(
        label=_("How many can you hold?"),
        max_length=3,
        widget=Line(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Please give a number.")},
    )

    def clean_at_most(self) -> int:
        said = str(self.cleaned_data["at_most"])
        if not (said.isascii() and said.isdigit() and int(said) <= 300):
            raise ValidationError(_("Please give a number, such as 8."))
        return int(said)


class BeginHuddleForm(KitForm):
    """In which order, and about whom."""

    order = ChoiceField(label=_("In which order?"), choices=HuddleOrder.choices)
    waiting = TickField(label=_("Only journeys that need something now"), required=False)


class HuddleForm(StepForm):
    """A word about a journey, what happens next, or both."""

    field_order = ("our_words", "words", "who", "name", "due")
    our_words = WordsField(
        label=_("A word"),
        help_text=_("It becomes a note of the team’s. They can read it."),
        required=False,
        max_length=2000,
        widget=Words(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not given.get("our_words") and self.is_empty:
            self.add_error("our_words", _("Please write a word, or what happens next."))
        return given
