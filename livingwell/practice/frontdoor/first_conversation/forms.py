"""The form of a first conversation: two boxes a prompt, and a reason where something told is asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import WordsField
from livingwell.kit.forms.widgets import Words
from livingwell.practice.frontdoor.first_conversation.prompts import Prompt
from livingwell.practice.frontdoor.first_conversation.reads import AlreadyTold
from livingwell.practice.meetings.actions import Again, Said
from livingwell.practice.meetings.forms import TellForm


@dataclass(frozen=True)
class Asked:
    """One prompt on the page."""

    prompt: Prompt
    told: list[AlreadyTold]
    theirs: BoundField
    ours: BoundField
    why: BoundField | None
    open: bool


class FirstConversationForm(TellForm):
    """When and where, as for every meeting; then prompt by prompt, every one of them to be skipped."""

    def __init__(
        self, *args: Any, prompts: Sequence[Prompt], told: Mapping[str, list[AlreadyTold]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.prompts, self.told = prompts, told
        self.fields["their_words"].label = _("Anything else they said")
        self.fields["our_words"].label = _("Anything else you would add")
        for prompt in prompts:
            self.fields[f"theirs_{prompt.key}"] = self._words(_("What they said"))
            self.fields[f"ours_{prompt.key}"] = self._words(_("What you would add"), rows=2)
            if prompt.key in told:
                self.fields[f"why_{prompt.key}"] = self._words(
                    _("Why did you ask again?"), rows=2, help_text=_("They read this. It is counted."), max_length=500
                )

    @staticmethod
    def _words(label: Any, rows: int = 3, **rest: Any) -> WordsField:
        return WordsField(label=label, required=False, widget=Words(attrs={"rows": rows}), **rest)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for prompt in self.prompts:
            why = f"why_{prompt.key}"
            if prompt.key in self.told and given.get(f"theirs_{prompt.key}") and not given.get(why):
                self.add_error(why, _("They have told this before. Please say why you asked again: they read it."))
        return given

    @property
    def asked(self) -> list[Asked]:
        """The prompts in order, each with what was told before."""
        return [
            Asked(
                prompt,
                self.told.get(prompt.key, []),
                self[f"theirs_{prompt.key}"],
                self[f"ours_{prompt.key}"],
                self[f"why_{prompt.key}"] if prompt.key in self.told else None,
                any(self[f"{whose}_{prompt.key}"].value() for whose in ("theirs", "ours")),
            )
            for prompt in self.prompts
        ]

    def said(self) -> list[Said]:
        """What was said about each prompt; skipped ones are dropped by the act."""
        given = self.cleaned_data
        return [
            Said(prompt.key, str(prompt.words), given[f"theirs_{prompt.key}"], given[f"ours_{prompt.key}"])
            for prompt in self.prompts
        ]

    def again(self) -> list[Again]:
        """What was asked although it had been told. A reason alone, without an answer, still says that it was asked."""
        given = self.cleaned_data
        return [
            Again(prompt.key, str(prompt.words), given[f"why_{prompt.key}"])
            for prompt in self.prompts
            if prompt.key in self.told and given[f"why_{prompt.key}"]
        ]
