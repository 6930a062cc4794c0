"""What comes next with a connection, in a few words, and who may do it: what panels, pages and paper say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livingwell.practice.network.models import Connection, Stage, WhatNext
from livingwell.practice.network.rules import stages_for

#: The button of each act, for the person and for a worker.
BUTTONS: dict[str, tuple[Any, Any]] = {
    "agree_what_to_say": (gettext_lazy("Read what they would be told"), gettext_lazy("Agree together what to say")),
    "offer_connection": ("", gettext_lazy("Ask them")),
    "log_answer": ("", gettext_lazy("Write down their answer")),
    "choose_another": (gettext_lazy("Choose another"), gettext_lazy("Choose another together")),
    "arrange_first_meeting": (gettext_lazy("Arrange a first meeting"), gettext_lazy("Arrange the first meeting")),
    "say_met": (gettext_lazy("We have met"), gettext_lazy("They say they have met")),
    "say_not_yet": (gettext_lazy("Not yet"), gettext_lazy("They say not yet")),
    "say_not_wanted_now": (gettext_lazy("I no longer want this"), gettext_lazy("They no longer want this")),
    "say_how_it_was": (gettext_lazy("Say how it was"), gettext_lazy("They say how it was")),
}
WORKERS_ONLY = {"offer_connection", "log_answer"}
#: In these a worker writes down the person's word, and says how it was told.
ENTERED_FOR = {"agree_what_to_say", "say_met", "say_not_yet", "say_not_wanted_now", "say_how_it_was"}


@dataclass(frozen=True)
class Next:
    """The next act ('' where it is somebody else's turn), its button, and a sentence about how things are."""

    act: str
    button: str
    sentence: str


def possible(connection: Connection, act: str) -> bool:
    """Whether `act` can come next as the connection is now; who may is asked of the rules."""
    if act == "agree_what_to_say":
        return connection.stage in (Stage.CHOSEN, Stage.NOT_US)
    if act == "say_not_yet":
        return connection.is_open
    if act == "say_how_it_was":
        return connection.stage == Stage.MET
    if act == "offer_connection" and connection.agreed_at is None:
        return False
    return connection.stage in stages_for(act)


def next_act(connection: Connection, *, themselves: bool, today: date) -> Next:
    """What comes next, as `themselves` (the person) or as a worker."""
    act, sentence = _next(connection, themselves=themselves, today=today)
    button = str(BUTTONS[act][0 if themselves else 1]) if act else ""
    return Next(act if button else "", button, sentence)


def others(connection: Connection, *, themselves: bool, than: str) -> list[tuple[str, str]]:
    """Every other act that could come now, with its button."""
    again = {"offer_connection": _("Ask them again")} if connection.stage == Stage.OFFERED else {}
    return [
        (act, again.get(act) or str(words[0 if themselves else 1]))
        for act, words in BUTTONS.items()
        if act != than and words[0 if themselves else 1] and possible(connection, act)
    ]


def _next(connection: Connection, *, themselves: bool, today: date) -> tuple[str, str]:
    stage = Stage(connection.stage)
    if stage is Stage.CHOSEN:
        if connection.agreed_at is None:
            return "agree_what_to_say", _("Nobody outside has been told anything yet.")
        return ("offer_connection", _("What may be said is agreed. They have not been asked yet."))
    if stage is Stage.OFFERED and connection.answer_due is not None:
        day = date_format(connection.answer_due, "j F")
        if connection.answer_due < today:
            return "log_answer", _("They were to answer by %(day)s. Time to ask again.") % {"day": day}
        return "log_answer", _("They have been asked, and answer by %(day)s.") % {"day": day}
    if stage is Stage.NOT_US:
        return _after_not_us(WhatNext(connection.what_next))
    if stage is Stage.ACCEPTED:
        return "arrange_first_meeting", _("They said yes. When is the first meeting?")
    if stage is Stage.ARRANGED and connection.meeting_at is not None:
        when = date_format(localtime(connection.meeting_at), "l j F, H:i")
        return "say_met", _("First meeting: %(when)s.") % {"when": when}
    if stage is Stage.MET:
        return ("" if connection.how else "say_how_it_was"), _("You have met.") if themselves else _("They have met.")
    if stage is Stage.NOT_WANTED:
        return "", _("You said you no longer want this.") if themselves else _("They no longer want this.")
    return "", _("It has closed. You can choose another support at any time.")


def _after_not_us(what_next: WhatNext) -> tuple[str, str]:
    if what_next is WhatNext.QUESTION:
        return "offer_connection", _("They have a question first. Answer it, and ask again.")
    if what_next is WhatNext.TEAM:
        return "choose_another", _("Not them: they ask the team to think of what might fit.")
    return "choose_another", _("Not them, but another support may fit.")
