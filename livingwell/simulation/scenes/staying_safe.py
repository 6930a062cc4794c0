"""Hard days and what comes after: how somebody stays safe, a risk taken together, looking back and forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import Chance, ItemKind, Review, SafeKind
from livingwell.simulation.life import Life
from livingwell.simulation.world import FRONT_DOOR


def say_what_helps(life: Life, *, helps: str, does_not: str, with_me: str) -> None:
    """More of the plan: what helps, what does not, who is with them."""
    for kind, words in ((ItemKind.HELPS, helps), (ItemKind.DOES_NOT, does_not), (ItemKind.WITH_ME, with_me)):
        plan.write_item(life.they(), kind=kind, words=words, by=life.in_own_voice())


def look_back(life: Life, *, back: str, forward: str) -> None:
    """They look back, and forward; or, the same day still, put right what they said."""
    voice, again = life.in_own_voice(), clock.now().date() + timedelta(days=90)
    with speaking(FRONT_DOOR):
        last = Review.unguarded.filter(person=life.they(), beside=None).order_by("-written_at").first()
    if last is not None and clock.now() - last.written_at < timedelta(days=1):
        plan.change_review(last, back=back, forward=forward, look_again=again, version=last.version, by=voice)
    else:
        plan.write_review(life.they(), back=back, forward=forward, look_again=again, by=voice)


def stay_safe(life: Life, said: dict[SafeKind, tuple[str, str]]) -> None:
    """How they stay safe, with a number to ring where there is one."""
    for kind, (words, number) in said.items():
        item = plan.write_safe_item(life.they(), kind=kind, words=words, number=number, by=life.in_own_voice())
        if life.has_account and life.dice.random() < 0.2:
            item = plan.change_safe_item(
                item, words=words + " Mornings.", number=number, version=item.version, by=life.in_own_voice()
            )
        if life.has_account and life.dice.random() < 0.1:
            plan.put_back_safe_item(plan.take_out_safe_item(item, by=life.in_own_voice()), by=life.in_own_voice())


def take_a_chance(life: Life, *, want: str, good: str, worries: str, around: str, agreed: str) -> None:
    """A risk taken together with whoever holds them: written, read by both, named by both."""
    holder, voice = life.holder(), life.in_own_voice()
    if holder.id == life.they().pk:
        return
    said = plan.SaidOfChance(
        want=want,
        good=good,
        worries=worries,
        life=around,
        agreed=agreed,
        look_again=clock.now().date() + timedelta(days=30),
        beside_them_id=holder.id,
        beside_them_name=holder.name,
    )
    chance: Chance = plan.write_chance(life.they(), said=said, by=voice)
    plan.stand_by_chance(chance, version=chance.version, by=holder)
    plan.put_name_to_chance(chance, version=chance.version, by=voice)
    if life.has_account and life.dice.random() < 0.3:
        other = replace(said, agreed=agreed + ", and a neighbour who has one too")
        changed = plan.change_chance(chance, said=other, version=chance.version, by=voice)
        plan.put_name_to_chance(changed, version=changed.version, by=voice)
