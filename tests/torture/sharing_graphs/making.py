"""Making random graphs: rows for the database, all at once, and beside them the plain facts for the oracle."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, models

from livingwell.kit import clock
from livingwell.kit.ids import new_id
from livingwell.kit.secrets import keys
from livingwell.kit.secrets.models import DataKey
from livingwell.people.models import Account, Duty, Membership, Organisation, Person, Place, Role, Team
from livingwell.practice.channels.models import Copy, Sheet
from livingwell.practice.circle.models import CircleTie, Look, Opening, Share, Sitting, Understanding, WordToTeam
from livingwell.practice.frontdoor.models import Addition, Introducer, Introduction, SamePersonHint
from livingwell.practice.holding.models import Ending, Handover, Hold, Journey
from livingwell.practice.keeping.models import Destruction, LegalHold, Request, WholeCopy
from livingwell.practice.learning.models import Noticed, OfMyself, Supervision, SupervisionNote
from livingwell.practice.looking_out.models import ToldThem, Visit, Worry, WorryEntry
from livingwell.practice.meetings import models as met
from livingwell.practice.messages.models import CalendarFeed, ChosenWay, Message, Reminded
from livingwell.practice.network.models import Connection, ConnectionStep, Support
from livingwell.practice.plan.models import (
    Chance,
    GpCopy,
    Plan,
    PlanBefore,
    PlanItem,
    Review,
    SafeBefore,
    SafeItem,
    StayingSafe,
    Step,
    Suggestion,
)
from livingwell.practice.story.models import Enclosure, Entry, Story, Wording
from livingwell.practice.team.models import Huddle, Said, Turn
from tests.torture.sharing_graphs.world import Graph, Held, Let, Opened, Somebody, Thing, Word

#: In an order in which each row finds those it names.
ORDER: tuple[type[models.Model], ...] = (
    Place,
    Organisation,
    Team,
    Person,
    Account,
    Role,
    Membership,
    Duty,
    Support,
    Journey,
    Hold,
    Handover,
    Ending,
    Story,
    Entry,
    Wording,
    Enclosure,
    Plan,
    PlanItem,
    Step,
    Review,
    PlanBefore,
    GpCopy,
    Suggestion,
    StayingSafe,
    SafeItem,
    Chance,
    SafeBefore,
    met.Meeting,
    met.Answer,
    met.Correction,
    met.AskedAgain,
    met.Letter,
    met.Draft,
    met.Attempt,
    met.Note,
    met.HeldBack,
    met.HeldBackWords,
    met.NextStep,
    met.TalkToday,
    met.CalledOn,
    Supervision,
    SupervisionNote,
    Noticed,
    OfMyself,
    Worry,
    WorryEntry,
    ToldThem,
    Visit,
    Message,
    ChosenWay,
    Reminded,
    CalendarFeed,
    Huddle,
    Turn,
    Said,
    Introduction,
    Introducer,
    Addition,
    SamePersonHint,
    Connection,
    ConnectionStep,
    Understanding,
    Share,
    CircleTie,
    WordToTeam,
    Sitting,
    Sheet,
    Copy,
    WholeCopy,
    Request,
    LegalHold,
    Destruction,
    Opening,
    Look,
)
#: What is about somebody, and none of theirs.
OF_NOBODY = (Worry,)
PARTS = ("story", "plan", "staying_safe", "introduction", "meetings")
_ALPHABET = "bcdfghjkmnpqrstvwxz"


class Batch:
    """Some graphs in one place, made in memory and then written at once."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.now = rng, clock.now()
        self.rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self.graphs: list[Graph] = []
        self.accounts: dict[UUID, Account] = {}

    def ago(self, **how: float) -> datetime:
        return self.now - timedelta(**how)

    def word(self) -> str:
        """A word that stands nowhere else."""
        return "zq" + "".join(self.rng.choices(_ALPHABET, k=9))

    def write(self) -> None:
        """Everything, with as few statements as there are kinds of row."""
        data_keys = {person.pk: AESGCM.generate_key(256) for person in self.rows[Person]}
        DataKey.objects.bulk_create(
            DataKey(owner_id=owner, wrapped=keys.wrap(owner, key), made_at=self.now) for owner, key in data_keys.items()
        )
        with patch("livingwell.kit.secrets.fields.key_to_write", data_keys.__getitem__):
            for model in ORDER:
                manager: Any = getattr(model, "unguarded", model._default_manager)
                manager.bulk_create(self.rows[model])


@contextmanager
def as_superuser() -> Iterator[None]:
    """Row security and guards step aside; the application's role comes back at the end."""
    with connection.cursor() as cursor:
        cursor.execute("reset role; set local session_replication_role = replica")
        yield
        cursor.execute("set local session_replication_role = origin; set role livingwell_app")


class Maker:
    """Makes one graph of a batch."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.rng = batch, batch.rng
        self.place = Place(
            slug=f"p{batch.rng.randrange(10**12)}",
            name="Placeham",
            jurisdiction="england",
            opened_at=self.ago(days=900),
        )
        self.organisation = Organisation(place=self.place, name="Mind", joined_at=self.ago(days=900))
        self.support = Support(
            place=self.place,
            name="Walking group",
            checked_at=batch.now,
            changed_at=batch.now,
            added_by_id=new_id(),
            added_at=batch.now,
        )
        for row in (self.place, self.organisation, self.support):
            batch.rows[type(row)].append(row)
        self.graph = Graph(self.place.pk, self.place.slug)
        batch.graphs.append(self.graph)

    # -- small things --------------------------------------------------------------------------------------------------

    def maybe(self, chance: float = 0.5) -> bool:
        return self.rng.random() < chance

    def ago(self, **how: float) -> datetime:
        return self.batch.ago(**how)

    def add(self, model: type[models.Model], person: UUID, facts: dict[str, Any] | None = None, **columns: Any) -> Any:
        """A row about `person`, with its thing; each column given as `...` gets a word of its own."""
        if model in OF_NOBODY:
            columns = {"about_id": person} | columns
        elif model is not Person:
            columns = {"person_id": person} | columns
        row = model(place_id=self.place.pk, **{k: v for k, v in columns.items() if v is not ...})
        thing = Thing(model.__name__, row.pk, person, facts or {})
        self.graph.things.append(thing)
        for column, value in columns.items():
            if value is ...:
                setattr(row, column, self._word_in(thing, column))
        self.batch.rows[model].append(row)
        return row

    def _word_in(self, thing: Thing, column: str) -> str:
        word = self.batch.word()
        self.graph.words[word] = Word(thing, column)
        if column == "said":
            # In answers to questions of each way of arriving: the person's own, an introducer's, and what both say.
            said = {"happening": {"words": word}, "happened": {"words": word}, "about": {"postcode": word}}
            return json.dumps({"name": {"name": "Somebody"}} | said)
        if column == "document":
            facts = {"before": [], "after": [], "parts": [], "lang": "en", "region": "gb", "day": ""}
            return json.dumps(facts | {"title": word, "name": "Somebody"})
        if column == "was":
            return json.dumps({"words": word, "out": False, "done": False})
        if column == "typed":
            return json.dumps({"our_words": [word]})
        return word

    # -- who there is --------------------------------------------------------------------------------------------------

    def make(self) -> Graph:
        rng = self.rng
        for _ in range(rng.randint(1, 3)):
            opened = Team(place=self.place, name=f"Team {rng.randrange(10**9)}", opened_at=self.ago(days=800))
            self.graph.teams.append(opened.pk)
            self.batch.rows[Team].append(opened)
        workers = [self._somebody() for _ in range(rng.randint(2, 4))]
        for at, worker in enumerate(workers):
            for team in rng.sample(self.graph.teams, rng.randint(1, len(self.graph.teams))) if at else self.graph.teams:
                self._works(worker, team, ended=bool(at) and self.maybe(0.3))
        for team in self.graph.teams:
            duty = Duty(place=self.place, team_id=team, person_id=workers[0].id, began_at=self.ago(days=700))
            self.batch.rows[Duty].append(duty)
        people = [self._somebody(account=self.maybe(0.8)) for _ in range(rng.randint(1, 2))]
        friends = [self._somebody() for _ in range(rng.randint(1, 2))]
        if self.maybe(0.2):
            lead = rng.choice([*workers, *friends])
            lead.is_privacy_lead = True
            self.batch.rows[Role].append(
                Role(place=self.place, person_id=lead.id, kind="privacy_lead", began_at=self.ago(days=300))
            )
        if self.maybe(0.35):
            people.append(rng.choice(workers[1:]))  # a worker with a journey of their own
        for person in people:
            around = {one.id: one for one in (*workers, *friends, *people) if one is not person}
            self._life(person, workers, list(around.values()))
        return self.graph

    def _somebody(self, *, account: bool = True) -> Somebody:
        new, name = new_id(), self.batch.word()
        person = self.add(
            Person, new, id=new, name=name, phone=..., reach=..., needs=..., arrived_at=self.ago(days=600)
        )
        self.graph.words[name] = Word(self.graph.things[-1], "name")
        somebody = Somebody(person.pk, name, account)
        self.graph.people[person.pk] = somebody
        if account:
            made = Account(person_id=person.pk, email=f"{name}@example.org", opened_at=self.ago(days=600))
            made.set_unusable_password()
            self.batch.rows[Account].append(made)
            self.batch.accounts[person.pk] = made
        return somebody

    def _works(self, who: Somebody, team: UUID, *, ended: bool) -> None:
        who.worked_in.add(team)
        if not ended:
            who.works_in.add(team)
        self.batch.rows[Membership].append(
            Membership(
                place=self.place,
                team_id=team,
                organisation=self.organisation,
                person_id=who.id,
                known_as="Worker",
                kind="peer",
                began_at=self.ago(days=700),
                ended_at=self.ago(days=2) if ended else None,
                ended_by_id=who.id if ended else None,
            )
        )

    # -- a person's life -----------------------------------------------------------------------------------------------

    def _life(self, person: Somebody, workers: list[Somebody], others: list[Somebody]) -> None:
        from tests.torture.sharing_graphs.lives import live

        live(self, person, workers, others)

    def hold(self, journey: Any, person: Somebody, workers: list[Somebody]) -> None:
        """The journey's holds: some before, and the one now if it is open."""
        able = [(w, team) for w in workers if w is not person for team in w.works_in]
        holder, team = self.rng.choice(able)
        if self.maybe(0.4):
            before, their_team = self.rng.choice([(w, t) for w in workers if w is not person for t in w.worked_in])
            self.add(
                Hold,
                person.id,
                {"now": False},
                journey=journey,
                holder_id=before.id,
                team_id=their_team,
                how="own",
                began_at=self.ago(days=500),
                ended_at=self.ago(days=400),
                kept_apart_at=self.ago(days=500) if their_team in person.worked_in else None,
            )
        apart = team in person.worked_in
        self.add(
            Hold,
            person.id,
            {"now": journey.closed_at is None},
            journey=journey,
            holder_id=holder.id,
            team_id=team,
            how="own",
            began_at=self.ago(days=400),
            ended_at=journey.closed_at,
            kept_apart_at=self.ago(days=400) if apart else None,
        )
        if journey.closed_at is None:
            self.graph.holds.append(Held(person.id, holder.id, team, apart))
            self.graph.things.append(Thing("Standing", journey.pk, person.id, {}))  # the database makes the row

    def let(self, person: Somebody, others: list[Somebody]) -> None:
        """Shares: to somebody or a team, live, ended or run out; each of a part once to one."""
        to: Somebody | None = None
        team: UUID | None = None
        if self.maybe(0.6):
            to = self.rng.choice(others)
        else:
            team = self.rng.choice(self.graph.teams)
        part, state = self.rng.choice(PARTS), self.rng.choice(["live", "live", "ended", "over"])
        self.add(
            Share,
            person.id,
            {"to": to.id if to else None, "team": team},
            what=part,
            to_person_id=to.id if to else None,
            to_team_id=team,
            to_name=...,
            given_by_id=person.id,
            given_at=self.ago(days=30),
            until=self.ago(days=-30 if state != "over" else 1),
            ended_at=self.ago(days=1) if state == "ended" else None,
            ended_by_id=person.id if state == "ended" else None,
        )
        self.graph.lets.append(Let(person.id, part, to.id if to else None, team, state == "live"))

    def tie(self, person: Somebody, other: Somebody) -> None:
        """Asked into the circle: said yes, not yet, or let go since."""
        state = self.rng.choice(["yes", "yes", "asked", "ended"])
        yes = state != "asked"
        self.add(
            CircleTie,
            person.id,
            {"supporter": other.id if yes else None},
            person_name=...,
            named_as=...,
            code_until=self.ago(days=-1),
            given_by_id=person.id,
            given_at=self.ago(days=90),
            supporter_id=other.id if yes else None,
            accepted_by_id=other.id if yes else None,
            accepted_at=self.ago(days=80) if yes else None,
            ended_at=self.ago(days=3) if state == "ended" else None,
            ended_by_id=person.id if state == "ended" else None,
        )
        if state == "yes":
            self.graph.ties.add((person.id, other.id))
        self._asks_of_us(person)
        self.add(
            WordToTeam, person.id, {}, tie_id=self.batch.rows[CircleTie][-1].pk, words=...,
            said_by_id=other.id, said_by_name="Other", said_at=self.ago(days=5),
        )  # fmt: skip
        self.add(
            Understanding, person.id, {}, what="circle", to_name=..., asked_by_id=person.id, asked_at=self.ago(days=95),
            theirs=..., ours=...,
        )  # fmt: skip

    def _asks_of_us(self, person: Somebody) -> None:
        """A request, its copy and a legal hold; once for each person."""
        if any(thing.model == "Request" and thing.person == person.id for thing in self.graph.things):
            return
        answers = self.maybe(0.5)
        copy = self.add(
            WholeCopy, person.id, {"handed_over": answers}, asked_by_id=person.id, asked_at=self.ago(hours=2),
            so_far=...,
        )  # fmt: skip
        self.add(
            Request, person.id, {}, person_name=..., right="copy", words=..., answer_words=..., longer_because=...,
            asked_by_id=person.id, asked_at=self.ago(days=2), due=self.ago(days=-28).date(),
            copy_id=copy.pk if answers else None,
        )  # fmt: skip
        self.add(LegalHold, person.id, {}, because=..., begun_by_id=person.id, begun_at=self.ago(days=1))
        self.add(Destruction, person.id, {}, person_name=..., what="own", found_at=self.ago(days=1))

    def open_unshared(self, person: Somebody, worker: Somebody) -> None:
        """Opened without a share by a worker: going on, or over."""
        live, part = self.maybe(0.6), self.rng.choice(PARTS)
        began = self.ago(hours=2 if live else 30)
        self.add(
            Opening,
            person.id,
            {"by": worker.id},
            what=part,
            person_name=...,
            reason=...,
            opened_by_id=worker.id,
            opened_by_name="Worker",
            opened_at=began,
            ends_at=began + timedelta(hours=8),
        )
        self.graph.openings.append(Opened(person.id, part, worker.id, live))
