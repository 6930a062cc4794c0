"""Asking a support, and writing down what it answered."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.permission.refusals import says
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Viewer
from livingwell.practice.network.actions.steps import leave_step, put, take_turn
from livingwell.practice.network.models import Connection, Stage, StepKind, WhatNext

says("connection_never_bounced", _("Whoever says “not us” says what next."))
says("connection_offered_as_agreed", _("Please agree with them first what may be said."))


@act("offer_connection", binding=True)
def offer_connection(connection: Connection, *, words: str, answer_due: date, by: Viewer) -> Connection:
    """A worker asks the support: how (`words`: by phone, to whom), and by when an answer is expected. Asking again
    is the same act. It is told what the person agreed to, and no more."""
    connection = take_turn(connection, "offer_connection")
    put(
        connection,
        Stage.OFFERED,
        offered_by_id=by.id,
        offered_at=clock.now(),
        answer_due=answer_due,
        what_next="",
    )
    leave_step(connection, StepKind.OFFER, by=by, words=words)
    tell(
        about=connection.person_id,
        place=connection.place_id,
        row=connection.pk,
        support=str(connection.support_id),
        due=answer_due.isoformat(),
    )
    return connection


@act("log_answer", binding=True)
def log_answer(connection: Connection, *, what_next: WhatNext | None, words: str, by: Viewer) -> Connection:
    """The support answered. Yes (`what_next` is None), or "not us, but …": then it has said what next.

    There is no third answer: nobody is turned away from here with nothing.
    """
    connection = take_turn(connection, "log_answer")
    stage = Stage.ACCEPTED if what_next is None else Stage.NOT_US
    put(connection, stage, what_next=what_next or "")
    leave_step(
        connection,
        StepKind.YES if what_next is None else StepKind.NOT_US,
        by=by,
        words=words,
        what_next=what_next or "",
    )
    tell(
        about=connection.person_id,
        place=connection.place_id,
        row=connection.pk,
        support=str(connection.support_id),
        stage=stage.value,
        next=str(what_next.value if what_next else ""),
    )
    return connection
