"""What is asked of somebody who worries, of whoever acts on it, and of a worker who sets out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.forms import ChoiceField, KitForm, LineField, PhoneField, WordsField
from livingwell.kit.forms.widgets import Select, Words
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow, EntryKind

MINUTES = (30, 60, 90, 120, 180, 240)


class WorryForm(KitForm):
    """Two minutes: who, what, and whether they know."""

    mark_optional = False
    whom = ChoiceField(label=_("Are you worried about an adult or a child?"), choices=AboutWhom.choices)
    called = LineField(
        label=_("Who are you worried about?"),
        help_text=_("Their name, and how to find them if you know. Leave out what you do not know."),
        max_length=300,
        error_messages={"required": _("Please say who it is, as well as you can.")},
    )
    words = WordsField(
        label=_("What makes you worried?"),
        help_text=_("What you saw or heard, and when. In your own words."),
        max_length=10_000,
        error_messages={"required": _("Please tell us what makes you worried.")},
    )
    they_know = ChoiceField(label=_("Do they know you are telling us?"), choices=DoTheyKnow.choices)
    why_not = WordsField(
        label=_("If not, why not?"), required=False, max_length=1000, widget=Words(attrs={"rows": 2})
    )  # fmt: skip
    teller = LineField(
        label=_("Your name, and how we can reach you"),
        help_text=_("You can leave this out. It helps us if we can ask you more."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("they_know") == DoTheyKnow.UNSAFE and not given.get("why_not"):
            self.add_error("why_not", _("Please say in a few words why it would not be safe."))
        return given


class EntryForm(KitForm):
    """What was done about a worry, and why."""

    mark_optional = False
    kind = ChoiceField(
        label=_("What happened?"),
        choices=[(one.value, one.label) for one in (EntryKind.SPOKE, EntryKind.DECIDED, EntryKind.PASSED_ON)],
    )
    words = WordsField(label=_("What was said or decided"), max_length=10_000)
    why = WordsField(
        label=_("Why"),
        max_length=5000,
        widget=Words(attrs={"rows": 3}),
        error_messages={"required": _("Please give the reason: it is what is read later.")},
    )


class CloseForm(KitForm):
    """Nothing more is to be done, and why."""

    mark_optional = False
    words = WordsField(label=_("How it stands now"), max_length=5000)
    why = WordsField(
        label=_("Why nothing more is to be done"),
        max_length=5000,
        widget=Words(attrs={"rows": 3}),
        error_messages={"required": _("Please give the reason: it is what is read later.")},
    )


class TellThemForm(KitForm):
    """Words for the person it is about."""

    mark_optional = False
    words = WordsField(
        label=_("What you told them"),
        help_text=_("They read this on their own pages. Never write who told you."),
        max_length=5000,
    )


class SetOutForm(KitForm):
    """Where, with whom, until when."""

    mark_optional = False
    team = ChoiceField(label=_("For which team?"), choices=())
    where = LineField(label=_("Where"), help_text=_("An address somebody could drive to."), max_length=200)
    with_whom = LineField(label=_("Whom you meet"), required=False, max_length=200)
    phone = PhoneField(label=_("Your phone while you are out"), required=False)
    minutes = ChoiceField(
        label=_("When will you be back?"), choices=[(str(n), str(n)) for n in MINUTES], widget=Select()
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["team"]
        choose.choices = teams
        minutes: Any = self.fields["minutes"]
        minutes.choices = [
            (str(n), _("In %(n)s minutes") % {"n": n} if n < 120 else _("In %(n)s hours") % {"n": n // 60})
            for n in MINUTES
        ]

    def until(self) -> datetime:
        return clock.now() + timedelta(minutes=int(self.cleaned_data["minutes"]))
