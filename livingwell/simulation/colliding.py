"""Two people at one thing in the same moment: each in a thread and on a connection of their own, let go together."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

from django.core.exceptions import PermissionDenied
from django.db import connections

from livingwell.practice.circle.models import Part
from livingwell.practice.holding import actions as holding
from livingwell.simulation import scenes
from livingwell.simulation.life import Life
from livingwell.simulation.scenes.holding import offer
from livingwell.simulation.scenes.meeting import tell_meeting
from livingwell.simulation.standing import Standing

Act = Callable[[], object]


def at_once(*acts: Act) -> list[PermissionDenied]:
    """Do the acts at the same moment; the refusals that came of it. Whatever else was raised is raised."""
    together = Barrier(len(acts))

    def do(act: Act) -> PermissionDenied | None:
        try:
            connections["default"].ensure_connection()
            together.wait(30)
            act()
        except PermissionDenied as refusal:
            return refusal
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as both:
        done = [both.submit(copy_context().run, do, act) for act in acts]
    return [refusal for one in done if (refusal := one.result()) is not None]


def collide(life: Life, stands: Standing) -> list[PermissionDenied]:
    """Two of those around a life do the same thing, or opposite things, at once: which, depends on how it stands."""
    others = [one for one in life.world.members(stands.team, but=life.they().pk) if one.person_id != stands.holder.id]
    if not others:
        return []
    other = life.world.worker(life.dice.choice(others).person_id)
    if stands.how == "duty":
        return at_once(
            lambda: holding.hold_journey(life.now(), by=stands.holder),
            lambda: holding.hold_journey(life.now(), by=other),
        )
    if (offered := stands.offered) is not None and not offered.has_run_out():
        return at_once(
            lambda: scenes.answer_handover(life, offered, yes=True),
            lambda: holding.withdraw_handover(offer(life, offered.id), by=life.world.worker(offered.by)),
        )
    if (planned := stands.planned) is not None and planned.is_due():
        words = {"theirs": life.voice.happening, "ours": "We talked.", "next_step": "Ring on Thursday"}
        return at_once(
            lambda: tell_meeting(life, planned.row(life.now()), **words),  # type: ignore[arg-type]
            lambda: tell_meeting(life, planned.row(life.now()), by=other, **words),  # type: ignore[arg-type]
        )
    if life.dice.random() < 0.5:
        return at_once(lambda: scenes.share(life, Part.STORY), lambda: scenes.share(life, Part.STORY))
    return at_once(lambda: scenes.offer_handover(life, "I am away."), lambda: scenes.give_back(life))
