"""Looking out: somebody worries, and whoever leads the place takes it on; a worker goes out alone and comes back."""

from __future__ import annotations

from datetime import timedelta

from livingwell.kit import clock
from livingwell.practice.looking_out import actions
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow
from livingwell.simulation.life import Life


def worry(life: Life) -> None:
    """Whoever holds them worries, and it would not be safe to tell them yet."""
    raised = actions.Raised(
        AboutWhom.ADULT, life.they().name, "A bruise, the second.", DoTheyKnow.UNSAFE, "He reads the phone.",
        about=life.they().pk,
    )  # fmt: skip
    actions.raise_worry(life.world.place, raised=raised, by=life.holder())


def visit(life: Life) -> None:
    """Whoever holds them visits, and says that they are back."""
    stands = life.standing()
    assert stands is not None, "nobody holds a journey that has ended"
    holder = stands.holder
    teams = [team for team in life.world.teams if team.pk in holder.teams]
    if not teams:
        return
    out = actions.set_out(
        life.world.place,
        team=teams[0],
        where="At their home",
        with_whom=life.they().name,
        phone="",
        until=clock.now() + timedelta(hours=1),
        by=holder,
    )
    actions.come_back(out, by=holder)
