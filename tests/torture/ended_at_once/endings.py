"""Each way in which what somebody was let into ends: who could read which page, and what ends it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from django.db import connection

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.embedded_socket import PORT
from livingwell.people.models import (
    Account,
    BrowserSession,
    Membership,
    MembershipKind,
    Organisation,
    Person,
    Role,
    RoleKind,
    Team,
)
from livingwell.people.sessions import kept_as
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.models import Opening, Part, Share
from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import Handover
from livingwell.practice.plan import actions as plan
from livingwell.practice.story import actions as story
from tests import cast as made
from tests.torture.ended_at_once.servers import Browser, sign_in


@dataclass
class Case:
    """`viewer` reads each of `pages` until `end` has been called with a port: it answers whether that worked."""

    viewer: Browser
    pages: list[str]
    end: Callable[[int], bool]


@dataclass
class World:
    """A place with two teams, whose people are made anew for each case."""

    cast: made.Cast
    rng: random.Random

    def somebody(self, name: str = "Ana Asking") -> tuple[Person, Account]:
        person, account = made.make_person(self.cast.place, f"{name} {self.rng.randrange(10**12)}", account=False)
        with speaking(made.MADE_FOR_TESTS):
            account = Account.objects.create_user(f"{person.pk.hex}@example.org", person=person)
        return person, account

    def worker(self, team: Team, organisation: Organisation | None = None) -> tuple[Person, Account, Membership]:
        person, account = self.somebody("Wen Worker")
        where = organisation or self.cast.organisations["Mind"]
        return person, account, made.make_member(team, person, MembershipKind.PEER, where, "Wen")

    def browser(self, account: Account) -> Browser:
        return sign_in(account, self.cast.place.slug)

    def viewer(self, account: Account) -> Any:
        return made.viewer_of(account.pk)

    def life(self) -> tuple[Person, Account, Any, Any, Any]:
        """A person with a journey in North, a story and a plan."""
        person, account = self.somebody()
        journey = made.make_journey(person, self.cast.north)
        me = self.viewer(account)
        their_story = story.begin_story(person, by=me)
        story.write_entry(person, heading="Where I am", words="Here.", by=me)
        return person, account, journey, their_story, plan.begin_plan(person, by=me)

    def share(self, person: Person, account: Account, to: Person | Team, what: Part = Part.STORY) -> Share:
        until = clock.now() + timedelta(days=30)
        return circle.give_share(person, what=what, to=to, to_name="Somebody", until=until, by=self.viewer(account))


def _went(answer: Any) -> bool:
    return bool(answer.status == 302 and "/sign-in/" not in answer.location)


def _as_superuser(sql: str, *values: Any) -> bool:
    """What time does by itself is done here by hand, as nobody could who comes in through the platform."""
    where = connection.settings_dict
    with psycopg.connect(host=where["HOST"], port=PORT, dbname=where["NAME"], user="postgres") as superuser:
        superuser.execute("set local session_replication_role = replica")
        return superuser.execute(sql, list(values)).rowcount == 1


def share_with_a_friend(world: World) -> Case:
    person, account, _, theirs, _ = world.life()
    friend, their_account = world.somebody("Fred Friend")
    share, me = world.share(person, account, friend), world.browser(account)
    pages = [f"stories/{theirs.pk}/", f"stories/{theirs.pk}/print/", f"people/{person.pk}/introduction/"]
    return Case(world.browser(their_account), pages, lambda port: _went(me.post(port, f"shares/{share.pk}/end/")))


def share_with_a_team(world: World) -> Case:
    person, account, _, _, theirs = world.life()
    _, their_account, _ = world.worker(world.cast.south)
    share, me = world.share(person, account, world.cast.south, Part.PLAN), world.browser(account)
    pages = [f"plans/{theirs.pk}/", f"plans/{theirs.pk}/print/"]
    return Case(world.browser(their_account), pages, lambda port: _went(me.post(port, f"shares/{share.pk}/end/")))


def all_shares(world: World) -> Case:
    person, account, _, theirs, _ = world.life()
    friend, their_account = world.somebody("Fred Friend")
    world.share(person, account, friend)
    me = world.browser(account)
    return Case(
        world.browser(their_account), [f"stories/{theirs.pk}/"], lambda port: _went(me.post(port, "circle/shares/end/"))
    )


def share_ran_out(world: World) -> Case:
    person, account, _, theirs, _ = world.life()
    friend, their_account = world.somebody("Fred Friend")
    share = world.share(person, account, friend)
    over = "update circle_share set given_at = now() - interval '2 days', until = now() where id = %s"
    return Case(world.browser(their_account), [f"stories/{theirs.pk}/"], lambda port: _as_superuser(over, share.pk))


def circle_tie(world: World) -> Case:
    person, account, _, theirs, _ = world.life()
    friend, their_account = world.somebody("Fred Friend")
    tie, code = circle.invite_supporter(person, named_as="Fred", by=world.viewer(account))
    circle.join_circle(world.cast.place, code=code, by=world.viewer(their_account))
    world.share(person, account, friend)
    me = world.browser(account)
    return Case(
        world.browser(their_account),
        [f"stories/{theirs.pk}/"],
        lambda port: _went(me.post(port, f"ties/{tie.pk}/end/")),
    )


def hold_passed_on(world: World) -> Case:
    """To another team: the worker who held, and their team, read nothing more."""
    _, _, journey, _, _ = world.life()
    _, holder, _ = world.worker(world.cast.north)
    _, next_holder, member = world.worker(world.cast.south)
    holding.hold_journey(journey, by=world.viewer(holder))
    offer: Handover = holding.offer_handover(journey, to=member, why="Nearer", by=world.viewer(holder))
    them = world.browser(next_holder)
    pages = [f"journeys/{journey.pk}/", f"journeys/{journey.pk}/?show=history", f"journeys/{journey.pk}/writing/"]
    return Case(world.browser(holder), pages, lambda port: _went(them.post(port, f"handovers/{offer.pk}/yes/")))


def journey_ended(world: World) -> Case:
    _, account, journey, _, _ = world.life()
    _, holder, _ = world.worker(world.cast.north)
    me = world.browser(account)
    return Case(
        world.browser(holder),
        [f"journeys/{journey.pk}/", f"journeys/{journey.pk}/connections/paper/"],
        lambda port: _went(me.post(port, f"journeys/{journey.pk}/goodbye/", kind="goodbye", sure="on")),
    )


def membership_ended(world: World) -> Case:
    person, account, journey, theirs, _ = world.life()
    worker, their_account, member = world.worker(world.cast.north)
    world.share(person, account, worker)  # to them by name: it goes with the work all the same
    lead = world.browser(world.cast.accounts["lead"])
    pages = [f"journeys/{journey.pk}/", f"teams/{world.cast.north.pk}/board/", "day/", f"stories/{theirs.pk}/"]
    return Case(
        world.browser(their_account), pages, lambda port: _went(lead.post(port, f"memberships/{member.pk}/leaving/"))
    )


def organisation_closed(world: World) -> Case:
    _, _, journey, _, _ = world.life()
    with speaking(made.MADE_FOR_TESTS):
        charity = Organisation.objects.create(
            place=world.cast.place, name=f"Charity {world.rng.randrange(10**12)}", joined_at=clock.now()
        )
    _, account, _ = world.worker(world.cast.north, charity)
    lead = world.browser(world.cast.accounts["place_lead"])
    pages = [f"journeys/{journey.pk}/", f"teams/{world.cast.north.pk}/board/"]
    return Case(
        world.browser(account), pages, lambda port: _went(lead.post(port, f"organisations/{charity.pk}/leaving/"))
    )


def opening_over(world: World) -> Case:
    person, _, _, theirs, _ = world.life()
    worker, account, _ = world.worker(world.cast.north)
    circle.open_unshared(person, what=Part.STORY, reason="I fear for a life.", by=world.viewer(account))
    over = (
        f"update {Opening._meta.db_table} set opened_at = now() - interval '9 hours', ends_at = now()"
        " where person_id = %s and opened_by_id = %s"
    )
    return Case(
        world.browser(account), [f"stories/{theirs.pk}/"], lambda port: _as_superuser(over, person.pk, worker.pk)
    )


def signed_out(world: World) -> Case:
    _, account = world.somebody()
    me = world.browser(account)
    return Case(me, ["home/", "plan/", "looks/"], lambda port: me.post(port, "/sign-out/").status == 302)


def session_ended(world: World) -> Case:
    """From elsewhere: its row is gone."""
    _, account = world.somebody()
    me = world.browser(account)
    return Case(
        me, ["home/", "story/"], lambda port: bool(BrowserSession.objects.filter(pk=kept_as(me.session)).delete()[0])
    )


def account_closed(world: World) -> Case:
    _, account = world.somebody()
    me = world.browser(account)
    return Case(
        me, ["home/"],
        lambda port: _as_superuser("update people_account set closed_at = now() where id = %s", account.pk),
    )  # fmt: skip


def role_ended(world: World) -> Case:
    person, account = world.somebody()
    with speaking(made.MADE_FOR_TESTS):
        role = Role.objects.create(
            place=world.cast.place, person=person, kind=RoleKind.PRIVACY_LEAD, began_at=clock.now()
        )
    over = "update people_role set ended_at = clock_timestamp(), ended_by_id = person_id where id = %s"
    return Case(world.browser(account), ["openings/"], lambda port: _as_superuser(over, role.pk))


#: A share ended is what is promised a thousand times: it comes round most often.
KINDS: list[Callable[[World], Case]] = [
    share_with_a_friend, share_with_a_team, membership_ended, share_with_a_friend, all_shares, hold_passed_on,
    share_with_a_team, share_ran_out, circle_tie, share_with_a_friend, journey_ended, organisation_closed,
    share_with_a_team, opening_over, signed_out, session_ended, account_closed, role_ended,
]  # fmt: skip
