"""Looking out: somebody worries, and whoever leads the place takes it on; a worker goes out alone and comes back."""

from __future__ import annotations

from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.looking_out import actions
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow, EntryKind, Worry
from livingwell.simulation.life import Life


def worry(life: Life) -> None:
    """Whoever holds them worries, and it would not be safe to tell them yet; whoever leads the place takes it on, finds
    out, tells them when it is safe, and says why nothing more is to be done. Some are still open."""
    raised = actions.Raised(
        AboutWhom.ADULT, life.they().name, "A bruise, the second.", DoTheyKnow.UNSAFE, "He reads the phone.",
        about=life.they().pk,
    )  # fmt: skip
    about = actions.raise_worry(life.world.place, raised=raised, by=life.holder())
    if life.world.lead is None or life.dice.random() < 0.2:
        return
    lead = life.world.worker(life.world.lead)
    with speaking(lead):
        found = Worry.objects.visible_to(lead).not_shown("what was raised").get(pk=about)
    actions.read_worry(found, by=lead)
    actions.take_worry(found, by=lead)
    actions.write_worry_entry(found, kind=EntryKind.SPOKE, words="Rang the holder.", why="They know them.", by=lead)
    if life.dice.random() < 0.5:
        actions.tell_them(found, words="Somebody who cares about you was worried.", by=lead)
    if life.dice.random() < 0.7:
        actions.close_worry(found, words="A friend took the phone.", why="They say that they are safe.", by=lead)


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
    if life.dice.random() < 0.2:
        out = actions.stay_longer(out, until=out.until + timedelta(minutes=30), by=holder)
    actions.come_back(out, by=holder)
