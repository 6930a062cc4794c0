"""What is asked of somebody who learns from their work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, IsoDayField, KitForm, WordsField
from livingwell.kit.forms.widgets import Select, Words
from livingwell.practice.learning.models import ForWhom


class AskForm(KitForm):
    mark_optional = False
    of = ChoiceField(label=_("Whom would you like to ask?"), choices=(), widget=Select())

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["of"]
        choose.choices = colleagues


class NoteForm(KitForm):
    mark_optional = False
    words = WordsField(
        label=_("A note for the two of you"),
        max_length=10_000,
        error_messages={"required": _("Please write a few words.")},
    )


class NoticeForm(KitForm):
    mark_optional = False
    team = ChoiceField(label=_("For which team?"), choices=(), widget=Select())
    noticed = WordsField(
        label=_("What did we notice?"),
        help_text=_("About how we work. Name nobody who is supported here."),
        max_length=4000,
        widget=Words(attrs={"rows": 4}),
    )
    will_try = WordsField(label=_("What will we try?"), max_length=4000, widget=Words(attrs={"rows": 3}))
    look_again = IsoDayField(label=_("When do we look again?"), required=False)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose: Any = self.fields["team"]
        choose.choices = teams


class CameOfItForm(KitForm):
    mark_optional = False
    came_of_it = WordsField(label=_("What came of it?"), max_length=4000, widget=Words(attrs={"rows": 3}))


class OfMyselfForm(KitForm):
    mark_optional = False
    words = WordsField(
        label=_("Something of my own story"),
        help_text=_("As much or as little as you like. You can take it back at any time."),
        max_length=4000,
        widget=Words(attrs={"rows": 4}),
        error_messages={"required": _("Please write a few words.")},
    )
    for_whom = ChoiceField(label=_("Who may read it?"), choices=ForWhom.choices)
