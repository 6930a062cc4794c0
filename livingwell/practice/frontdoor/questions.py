"""Which questions there are, in which order, for whom. Pure: asks nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import KitForm
from livingwell.kit.forms.numbers import spoken_number
from livingwell.people import young
from livingwell.practice.frontdoor import forms
from livingwell.practice.frontdoor.models import ForWhom

Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Question:
    """One page. `asks` is how the check page and the worker's page call it."""

    key: str
    form: type[KitForm]
    asks: Any
    #: The page's heading, where the form has several fields and none of them is the question.
    heading: Any = ""
    required: bool = False
    #: Said by the introducer about themselves, not about the person.
    introducers: bool = False


NAME = Question("name", forms.NameForm, _("A name to call you by"), required=True)
REACH = Question("reach", forms.ReachForm, _("How to reach you"), _("How can we reach you?"), required=True)
YOUNG = Question("young", forms.YoungForm, _("Using your phone or address"))

FOR_ME = (
    NAME,
    REACH,
    Question("safe", forms.SafeForm, _("Messages and letters"), _("Is it safe to contact you?")),
    Question("happening", forms.HappeningForm, _("What is happening")),
    Question("help", forms.HelpForm, _("What would help")),
    Question("well", forms.WellForm, _("What is going well")),
    Question("meet", forms.MeetForm, _("How and where to meet"), _("Meeting you")),
    Question("needs", forms.NeedsForm, _("Access and language")),
    Question("told", forms.ToldForm, _("Who may be told")),
    Question("about", forms.AboutForm, _("A little about you"), _("A little about you")),
    YOUNG,
    Question("team", forms.TeamForm, _("Who in the team may read what"), _("Who may read what?")),
)

_FOR_ANOTHER = (
    Question("your_reach", forms.YourReachForm, _("How to reach you"), _("How can we reach you?"), True, True),
    Question("know", forms.KnowForm, _("Do they know"), introducers=True),
    Question("contact", forms.SafeToContactForm, _("Is it safe"), _("Is it safe for them?"), introducers=True),
    Question("name", forms.TheirNameForm, _("What they are called"), required=True),
    Question("reach", forms.TheirReachForm, _("How to reach them"), _("How can we reach them?"), True),
    Question("happened", forms.HappenedForm, _("What has been happening"), introducers=True),
    Question("would_help", forms.WouldHelpForm, _("What would help"), introducers=True),
    Question("about", forms.TheirAboutForm, _("A little about them"), _("A little about them")),
)
FOR_SOMEONE_I_KNOW = (
    Question("you", forms.YouForm, _("Who you are"), _("First, who are you?"), True, True),
    *_FOR_ANOTHER,
)
FOR_SOMEONE_I_WORK_WITH = (
    Question("you", forms.YouAtWorkForm, _("Who you are"), _("First, who are you?"), True, True),
    *_FOR_ANOTHER,
)

ALL: dict[str, tuple[Question, ...]] = {
    ForWhom.ME: FOR_ME,
    ForWhom.SOMEONE_I_KNOW: FOR_SOMEONE_I_KNOW,
    ForWhom.SOMEONE_I_WORK_WITH: FOR_SOMEONE_I_WORK_WITH,
}


def may_be_under_16(answers: Answers, today: date) -> bool:
    """Whether these answers are of somebody who may be under 16."""
    return young.may_be_under_16((answers.get("about") or {}).get("birth_year"), today)


def asked(for_whom: str, answers: Answers, today: date) -> list[Question]:
    """The questions on this path: whoever may be under 16 is asked how they want to be reached."""
    is_young = may_be_under_16(answers, today)
    return [question for question in ALL[for_whom] if question.key != YOUNG.key or is_young]


def find(questions: list[Question], key: str) -> Question | None:
    """The question called `key`, if it is on this path."""
    return next((question for question in questions if question.key == key), None)


def after(questions: list[Question], key: str) -> Question | None:
    """The question after `key`; None when that was the last."""
    keys = [question.key for question in questions]
    place = keys.index(key) + 1
    return questions[place] if place < len(questions) else None


def before(questions: list[Question], key: str) -> Question | None:
    """The question before `key`; None at the first."""
    place = [question.key for question in questions].index(key)
    return questions[place - 1] if place else None


def unanswered(questions: list[Question], answers: Answers) -> Question | None:
    """Where to go on: the first question after the last one answered, or the first required one without an answer."""
    missing = next((question for question in questions if question.required and question.key not in answers), None)
    if missing is not None:
        return missing
    last = max((n for n, question in enumerate(questions) if question.key in answers), default=-1)
    return questions[last + 1] if last + 1 < len(questions) else None


def can_be_sent(questions: list[Question], answers: Answers) -> bool:
    """A name and a way to be reached are all it takes."""
    return all(question.key in answers for question in questions if question.required)


def in_words(question: Question, given: dict[str, Any] | None) -> list[tuple[str, str]]:
    """An answer as (label, words) for people to read; choices in their own words. Nothing for what was skipped, nor
    until when where nobody is let in."""
    lines = []
    for name, field in question.form.base_fields.items():
        value = (given or {}).get(name)
        if name == "months" and given and not (given.get("story") or given.get("plan")):
            continue
        if value in (None, "", [], False):
            continue
        choices = dict(getattr(field, "choices", ()) or ())
        if isinstance(value, list):
            words = ", ".join(str(choices.get(each, each)) for each in value)
        elif value is True:
            words = str(_("Yes"))
        else:
            words = str(choices.get(value, choices.get(str(value), value)))
        lines.append((str(field.label), spoken_number(words) if name == "phone" else words))
    return lines
