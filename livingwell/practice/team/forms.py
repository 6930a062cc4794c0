"""Forms of the team room: what filters a board, and what is asked in a huddle."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, KitForm, Line, LineField, TickField, WordsField
from livingwell.kit.forms.widgets import Words
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


class BeginHuddleForm(KitForm):
    """In which order, and about whom."""

    order = ChoiceField(label=_("In which order?"), choices=HuddleOrder.choices)
    waiting = TickField(label=_("Only those of whom something is needed now"), required=False)


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
