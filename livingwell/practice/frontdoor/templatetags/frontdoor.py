"""`{% load frontdoor %}`: an introduction's answers as lines to read."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from livingwell.practice.frontdoor import questions
from livingwell.practice.frontdoor.models import Introducer, Introduction, SamePersonHint

register = template.Library()
ALIKE = {
    "nhs_number": _("the same NHS number"),
    "phone": _("the same phone"),
    "name": _("a very similar name"),
    "birth_year": _("the same year of birth"),
}
Lines = list[tuple[Any, list[tuple[str, str]]]]


@register.filter
def what_they_said(said: Introduction | Introducer) -> Lines:
    """Each question that was answered, with its answer in words."""
    about_introducer = isinstance(said, Introducer)
    answers = said.answers
    found = (
        (question.asks, questions.in_words(question, answers.get(question.key)))
        for question in questions.ALL[said.for_whom]
        if question.introducers == about_introducer
    )
    return [(asks, lines) for asks, lines in found if lines]


@register.filter
def introducers_name(introducer: Introducer) -> str:
    """How whoever introduced them is called."""
    return str((introducer.answers.get("you") or {}).get("name", ""))


@register.filter
def alike_in_words(hint: SamePersonHint) -> str:
    """In what two people are alike: never the name or number itself."""
    return ", ".join(str(ALIKE[each]) for each in hint.alike if each in ALIKE)
