"""Entering for somebody: what they say by phone, on paper or on a bench, typed by one and attributed to the other."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.database.speaking import speaking
from livingwell.kit.forms import ChoiceField
from livingwell.kit.viewers import By, Errand, Viewer

ENTERED = Errand("entered in somebody's voice")


class Channel(models.TextChoices):
    """How somebody told it."""

    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")
    IN_PERSON = "in_person", _("In person")


def channel_field() -> ChoiceField:
    """The question every form asks that is filled in for somebody."""
    return ChoiceField(label=_("How did they tell you?"), choices=Channel.choices)


def writing(by: By) -> AbstractContextManager[None]:
    """The step of an act that writes what is the person's own.

    Row security lets nobody but the person write there. Where a worker enters it in the person's voice (the act's
    rule has been asked by then), the platform's errand writes it; the event keeps both names.
    """
    if isinstance(by, Viewer) and by.voice is not None and by.voice != by.id:
        return speaking(ENTERED)
    return nullcontext()
