"""Two people at one thing in the same moment: what do they both do?"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from livingwell.practice.circle.models import Part
from livingwell.practice.holding import actions as holding
from livingwell.simulation import scenes
from livingwell.simulation.life import Life
from livingwell.simulation.scenes.holding import offer
from livingwell.simulation.scenes.meeting import tell_meeting
from livingwell.simulation.standing import Standing


def collide(life: Life, stands: Standing) -> list[PermissionDenied]:
    """Two of those around a life do the same thing, or opposite things, at once: which, depends on how it stands."""
    others = [one for one in life.world.members(stands.team, but=life.they().pk) if one.person_id != stands.holder.id]
    if not others:
        return []
    other = life.world.worker(life.dice.choice(others).person_id)
    at_once = life.world.pair.do
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
