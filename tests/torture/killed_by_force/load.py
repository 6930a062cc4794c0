"""The load: people and workers who write, share, hold, tell and introduce, each in a thread, all the time."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Account, RoutingArea
from livingwell.practice.holding.actions import hold_journey
from livingwell.practice.holding.models import Journey
from livingwell.practice.meetings.actions import plan_meeting
from livingwell.practice.meetings.models import HowWeMeet, Meeting
from tests.cast import MADE_FOR_TESTS, Cast, make_cast, make_journey, make_person
from tests.torture.killed_by_force.browser import Answer, Browser, Ledger

PLACE = "/alderbrook/"
TELLERS = 2


@dataclass
class People:
    """Who is there: the cast, some people with a journey in North, and meetings planned with one of them."""

    cast: Cast
    accounts: list[Account] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    sharer: Any = None


def arrive(meetings: int) -> People:
    """Make everybody, in a database that has nobody yet."""
    people = People(make_cast())
    cast = people.cast
    with speaking(MADE_FOR_TESTS):
        RoutingArea.objects.create(place=cast.place, postcode_prefix="", team=cast.north)
    for number in range(TELLERS + 2):
        person, account = make_person(cast.place, f"Teller{number} Of Stories")
        assert account is not None
        people.accounts.append(account)
        people.journeys.append(make_journey(person, cast.north))
        people.sharer = person
    nurse = cast.who("nurse")
    hold_journey(people.journeys[0], by=nurse)
    soon = clock.now() + timedelta(minutes=1)
    for _ in range(meetings):
        people.meetings.append(plan_meeting(people.journeys[0], planned_for=soon, how=HowWeMeet.WALK, by=nurse))
    return people


def signed_in(port: int, ledger: Ledger, account: Account) -> Browser:
    client = Client()
    client.force_login(account)
    return Browser(port, ledger, client.cookies["sessionid"].value)


def _on(answer: Answer) -> bool:
    return answer.status == 302 and "sign-in" not in answer.location


class Load:
    """Everybody at once, until `ledger.over` is set."""

    def __init__(self, port: int, people: People, seed: int) -> None:
        self.people, self.ledger = people, Ledger()
        self.dice = random.Random(seed)
        self._prefix = "".join(self.dice.choices("bcdfghjklm", k=5))
        cast, accounts = people.cast, people.accounts
        workers = [signed_in(port, self.ledger, cast.accounts[name]) for name in ("nurse", "peer", "lead")]
        nurse, peer, lead = workers
        nobody = Browser(port, self.ledger)
        lives: list[Callable[[int], None]] = [
            *[self._teller(signed_in(port, self.ledger, accounts[n]), n) for n in range(TELLERS)],
            self._teller_of_meetings(nurse),
            self._holder(peer, people.journeys[1]),
            self._desk(lead),
            self._newcomer(nobody),
            self._sharer(signed_in(port, self.ledger, accounts[-1])),
        ]
        self.threads = [threading.Thread(target=self._live, args=(life,), daemon=True) for life in lives]

    def begin(self) -> None:
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Nobody begins anything new; what was sent is answered."""
        self.ledger.over.set()
        for thread in self.threads:
            thread.join()

    def _live(self, life: Callable[[int], None]) -> None:
        turn = 0
        try:
            while not self.ledger.over.is_set():
                life(turn)
                turn += 1
                time.sleep(0.02)
        except Exception as surprise:  # noqa: BLE001 - told, and the instrument fails with it
            self.ledger.wrong.append(f"the load itself broke: {surprise!r}")

    def _token(self, kind: str, turn: int) -> str:
        """A word no other act has; letters alone, for it may be a name."""
        return f"{kind} {self._prefix} " + "".join("abcdefghij"[int(digit)] for digit in str(turn))

    def _teller(self, browser: Browser, number: int) -> Callable[[int], None]:
        def life(turn: int) -> None:
            token = self._token(f"entry{number}", turn)
            browser.save("write_entry", token, f"{PLACE}story/entries/new/", {"heading": token, "words": token}, _on)

        return life

    def _teller_of_meetings(self, browser: Browser) -> Callable[[int], None]:
        meetings = list(self.people.meetings)
        journey = self.people.journeys[0].pk

        def life(turn: int) -> None:
            if turn % 2 or not meetings:
                token = self._token("note", turn)
                browser.save("write_note", token, f"{PLACE}journeys/{journey}/notes/new/", {"words": token}, _on)
                return
            meeting = meetings.pop()
            now = clock.now().astimezone() - timedelta(hours=2)
            form: dict[str, object] = {
                "day": now.date().isoformat(), "time": now.strftime("%H:%M"), "how": "walk",
                "their_words": str(meeting.pk), "our_words": "We walked.",
            }  # fmt: skip
            browser.save("tell_meeting", str(meeting.pk), f"{PLACE}meetings/{meeting.pk}/told/", form, _on)

        return life

    def _holder(self, browser: Browser, journey: Journey) -> Callable[[int], None]:
        address = f"{PLACE}journeys/{journey.pk}/holds/"

        def life(turn: int) -> None:
            kind, where = ("hold_journey", "new/") if turn % 2 == 0 else ("return_to_duty", "duty/")
            browser.save(kind, str(turn), address + where, {}, _on)

        return life

    def _desk(self, browser: Browser) -> Callable[[int], None]:
        def life(turn: int) -> None:
            token = self._token("Desk", turn)
            form: dict[str, object] = {"channel": "phone", "for_whom": "me", "name": token, "other": "At the hub"}
            browser.save(
                "enter_introduction", token, f"{PLACE}introductions/from-desk/", form,
                lambda answer: _on(answer) or (answer.status == 200 and "is held" in answer.body),
            )  # fmt: skip

        return life

    def _newcomer(self, browser: Browser) -> Callable[[int], None]:
        base = f"{PLACE}introductions/"

        def life(turn: int) -> None:
            token = self._token("Door", turn)
            browser.cookies.pop("lw_back", None)
            steps: list[tuple[str, dict[str, object]]] = [
                ("new/me/", {}),
                ("questions/name/", {"name": token}),
                ("questions/reach/", {"other": "At the allotments"}),
            ]
            for where, given in steps:
                answer = browser.until_answered(base + where, given)
                if answer is None:
                    return
                if not _on(answer):
                    self.ledger.wrong.append(f"{where} answered {answer.status}: {answer.body[:300]!r}")
                    return
            browser.save("send_introduction", token, f"{base}send/", {}, lambda a: a.location.endswith("/sent/"))

        return life

    def _sharer(self, browser: Browser) -> Callable[[int], None]:
        to = f"team:{self.people.cast.north.pk}"

        def life(turn: int) -> None:
            form: dict[str, object] = {"to": to, "what": ["story"], "how_long": "91", "yes": "1"}
            browser.save("give_share", str(turn), f"{PLACE}circle/shares/new/", form, _on)

        return life
