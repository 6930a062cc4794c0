"""`{% load frontdoor %}`: an introduction's answers as lines to read."""

from __future__ import annotations

from typing import Any

from django import template

from livingwell.practice.frontdoor import questions
from livingwell.practice.frontdoor.models import Introducer, Introduction

register = template.Library()
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
