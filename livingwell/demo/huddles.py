"""The days of the invented place's teams: the huddles of the last mornings, and the rota."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from livingwell.demo import cast
from livingwell.demo.hours import working_day
from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Membership, Team
from livingwell.practice.meetings.actions import Promise
from livingwell.practice.team import actions as team
from livingwell.practice.team.models import HuddleOrder, Standing, Turn

#: What was said, morning after morning, some of it with something promised; and of whom nobody has reached.
SAID = (
    ("Came in wet and laughing. Wants to try the Friday one again.", "Ask whether the Friday door has room"),
    ("The housing letter is what keeps them awake.", "Ring the housing officer before noon"),
    ("Mornings are hard. After eleven from now on, and a text the day before.", ""),
    ("Tea went well. Would rather meet outside next time.", ""),
    ("Their sister is visiting until Thursday: leave it until then.", ""),
    ("Asked twice about the choir. Ready, I think.", "Find out who sings on Wednesdays"),
    ("A long week, and the boiler is out again.", "Ask about the emergency heater"),
    ("Rang us first this time.", ""),
    ("Wants the same face each time. Can we keep to two of us?", ""),
    ("The form came back. Two boxes we can fill in together.", "Bring the form on Thursday"),
    ("Walked to the library alone and told us about it.", ""),
    ("Worried about the dog if there is a hospital day.", "Ask who walks dogs on the estate"),
    ("Sleeps better since the clocks changed.", ""),
)
UNREACHED = "We have not got through. A card this time, and not another call."
AT, EACH = time(9, 10), 4


def hold_huddles(teams: Iterable[Team], now: datetime) -> None:
    """Each team's huddles of the last three working days, begun by one after another of its workers."""
    for of in teams:
        with speaking(cast.INVENTED):
            members = list(Membership.objects.filter(team=of, ended_at=None).order_by("known_as"))
        if len(members) > 1:
            _rota(of, members, now)
            for nth, day in enumerate(_mornings(now, 3)):
                member = members[(nth + 1) % len(members)]
                by = Viewer(member.person_id, member.known_as, of.place_id, (of.pk,))
                _hold(of, by, day, now, nth)


def _rota(of: Team, members: list[Membership], now: datetime) -> None:
    """Days of duty said yes to, one colleague away and covered, another soon and not yet; how many each can hold."""
    who = [Viewer(one.person_id, one.known_as, of.place_id, (of.pk,)) for one in members]
    today = localtime(now).date()
    for nth, by in enumerate(who):
        team.say_capacity(of.place, at_most=6 + 2 * nth, by=by)
        team.plan_duty(of, day=today + timedelta(days=nth + 1), by=by)
    first, last = members[0], members[-1]
    gone = team.say_leave(last, first_day=today - timedelta(days=1), last_day=today + timedelta(days=4), by=who[-1])
    team.cover_leave(gone, by=who[0])
    soon = today + timedelta(days=6)
    team.say_leave(first, first_day=soon, last_day=soon + timedelta(days=7), by=who[0])


def _mornings(now: datetime, many: int) -> list[datetime]:
    day = localtime(now)
    found: list[datetime] = []
    while len(found) < many:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            found.append(day.replace(hour=AT.hour, minute=AT.minute, second=0, microsecond=0))
    return found[::-1]


def _hold(of: Team, by: Viewer, began: datetime, now: datetime, nth: int) -> None:
    with clock.at(began):
        huddle = team.begin_huddle(of, order=list(HuddleOrder)[nth % len(HuddleOrder)], waiting=True, by=by)
    with speaking(by):
        rows = Turn.objects.visible_to(by).not_shown("to go through them").filter(huddle_id=huddle.pk)
        turns = list(rows.order_by("position"))
        silent = Standing.objects.visible_to(by).filter(silent_since__isnull=False)
        unreached = set(silent.not_shown("what is said of them").values_list("journey_id", flat=True))
    for at, turn in enumerate(turns[nth : nth + EACH]):
        words, promise = SAID[(at + EACH * nth) % len(SAID)]
        if turn.journey_id in unreached:
            words, promise = UNREACHED, ""
        with clock.at(began + timedelta(minutes=2 * at + 1)):
            team.turn_to(turn, by=by)
            team.say_in_huddle(turn, words=words, by=by)
            if promise:
                due = working_day(localtime(now).date() + timedelta(days=nth))
                team.promise_in_huddle(turn, promise=Promise(promise, by.name, due, by.id), by=by)
    with clock.at(began + timedelta(minutes=14)):
        team.end_huddle(huddle, by=by)
