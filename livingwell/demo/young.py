"""What a young person decides: who is let in, each after a conversation about that one decision."""

from __future__ import annotations

from datetime import datetime, timedelta

from livingwell.demo import cast
from livingwell.demo.hours import daytime
from livingwell.demo.looking_out import viewer_of
from livingwell.kit import clock
from livingwell.people.models import Team
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Part, Understanding, Understood
from livingwell.practice.story import actions as story
from livingwell.simulation.life import Life

STABLES = "The stables at six, before anybody is there. Ponies do not ask how I am."


def who_is_let_in(life: Life, now: datetime) -> None:
    """Isla’s team reads her story since they talked about it; whether they read her plan waits to be talked about."""
    isla = life.they()
    cast.give_account(isla, "isla")
    hers = viewer_of("isla")
    team = Team.objects.get(pk=life.holder().teams[0])
    until = now + timedelta(days=80)
    with clock.at(daytime(now, 1)):
        story.write_entry(isla, heading="Where it is quiet", words=STABLES, by=hers)
        asked = circle.share_or_ask(isla, what=Part.STORY, to=team, to_name=team.name, until=until, by=hers)
        assert isinstance(asked, Understanding), "under 16 it is talked through first"
        circle.talk_it_through(
            asked,
            answer=Understood.YES,
            theirs="So I need not say it to each of them.",
            ours="She told me who is in the team, and how she stops it.",
            by=life.holder(),
        )
        circle.share_or_ask(isla, what=Part.STORY, to=team, to_name=team.name, until=until, by=hers)
    with clock.at(daytime(now, 1, 15)):
        circle.share_or_ask(isla, what=Part.PLAN, to=team, to_name=team.name, until=until, by=hers)
