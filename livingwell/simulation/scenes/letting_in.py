"""Letting in: shares given, ended, expiring; looking at what was shared; and opening what was not."""

from __future__ import annotations

from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission import showing
from livingwell.kit.viewers import Viewer
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part, Share, Understanding, Understood
from livingwell.practice.keeping import actions as keeping
from livingwell.practice.keeping.models import Goes, Right
from livingwell.practice.plan.models import Plan, StayingSafe
from livingwell.practice.story.models import Story
from livingwell.simulation.life import Life
from livingwell.simulation.world import FRONT_DOOR

A_SHARE = timedelta(days=92)
PAGES = {
    Part.STORY: (Story, "shared_story"),
    Part.PLAN: (Plan, "shared_plan"),
    Part.STAYING_SAFE: (StayingSafe, "shared_staying_safe"),
}


def share(life: Life, what: Part) -> None:
    """They let the team that holds them see one part, until a date; under 16, once it was talked through."""
    stands = life.standing()
    if stands is None:
        return
    team = next(team for team in life.world.teams if team.pk == stands.team)
    until, name, voice = clock.now() + A_SHARE, f"{team.name} team", life.in_own_voice()
    given = circle.share_or_ask(life.they(), what=what, to=team, to_name=name, until=until, by=voice)
    if isinstance(given, Understanding) and life.dice.random() < 0.7:
        knew = life.dice.random() < 0.8
        answer = Understood.YES if knew else Understood.NOT_YET
        circle.talk_it_through(given, answer=answer, theirs="It is my story.", ours="Said it back.", by=stands.holder)
        if knew:
            circle.give_share(life.they(), what=what, to=team, to_name=name, until=until, by=voice)


def end_a_share(life: Life) -> None:
    """They end one of the shares they have given; or all of them, on a day when everything is too much."""
    if life.has_account and life.dice.random() < 0.2:
        circle.end_all_shares(life.they(), by=life.in_own_voice())
        return
    with speaking(FRONT_DOOR):
        given = list(Share.unguarded.filter(person=life.they(), ended_at=None).order_by("given_at"))
    if given:
        circle.end_share(life.dice.choice(given), by=life.in_own_voice())


def ask_a_right(life: Life) -> None:
    """They ask for one of their rights: by themselves, or told to a worker."""
    keeping.ask_right(life.they(), right=life.dice.choice(list(Right)), words="Please.", by=life.in_own_voice())


def take_everything_along(life: Life) -> None:
    """They ask for a copy of everything that is theirs, and throw it away once they have it: between two months nobody
    else would, for the jobs run once a month here."""
    if not life.has_account:
        return
    copy = keeping.ask_for_copy(life.they(), by=life.in_own_voice())
    keeping.throw_copy_away(copy, by=life.in_own_voice())


def have_own_words_destroyed(life: Life) -> None:
    """They ask for their own words to be destroyed; whoever answers for privacy proposes it, and they say yes or no."""
    lead = life.world.lead
    if lead is None or not life.has_account:
        return
    asked = keeping.ask_right(life.they(), right=Right.DESTROY, words="All of it.", by=life.in_own_voice())
    row = keeping.propose_destruction(asked, what=Goes.OWN, by=life.world.worker(lead))
    answer = keeping.agree_to_destroy if life.dice.random() < 0.6 else keeping.take_back_destruction
    answer(row, by=life.in_own_voice())


def look_at(life: Life, what: Part, by: Viewer) -> bool:
    """A worker opens the page of a part: it shows what was shared, and the look is kept as every page keeps it. Whether
    there was anything to see."""
    model, page = PAGES[what]
    with speaking(by):
        shown = showing.begin()
        try:
            seen = list(model.objects.visible_to(by).with_reason().filter(person_id=life.they().pk))
            shown.page, shown.about = page, life.they().pk
            if shown.parts:
                showing.record(by, shown)
        finally:
            showing.end()
    return bool(seen)


def open_unshared(life: Life, what: Part) -> None:
    """Nobody can reach them, and a life may be in danger: the holder opens one part, with a reason, and looks."""
    holder = life.holder()
    circle.open_unshared(life.they(), what=what, reason="Nobody has seen them since Sunday.", by=holder)
    look_at(life, what, holder)
