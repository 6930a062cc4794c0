"""Entering for somebody: what they say by phone, on paper or on a bench, typed by one and attributed to the other."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import TypeGuard

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.database.speaking import speaking
from livingwell.kit.forms import ChoiceField
from livingwell.kit.viewers import By, Errand, Viewer

ENTERED = Errand("entered in somebody's voice")

#: What a worker has just written down for somebody stays in front of them this long: to read it back, mend it or undo
#: it while the two are still talking. After that it opens by a share, like everything else.
SITTING = timedelta(hours=1)


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

    :raises PermissionDenied: where a worker does not say by which channel they were told.
    """
    if not in_anothers_voice(by):
        return nullcontext()
    if not by.channel:
        raise PermissionDenied("nothing is entered for somebody without saying how they told it")
    return speaking(ENTERED)


def in_anothers_voice(by: By) -> TypeGuard[Viewer]:
    """Whether `by` is somebody who enters what another one says."""
    return isinstance(by, Viewer) and by.voice is not None and by.voice != by.id
