"""The pages and the two floors: how each is asked for, and what has to come back."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from urllib.parse import urlencode

from django.http import HttpResponse

from livingwell.kit.secrets.codes import new_code
from livingwell.practice.frontdoor import cookies, drafts
from tests.bench import own_things
from tests.bench.actors import Actors, Worker, misspelt
from tests.bench.client import Ask, Caller, get, post

#: Makes `many` requests for a page. Whatever a request needs first (a form, a draft) it asks the server for meanwhile.
Prepare = Callable[[Actors, Caller, int], list[Ask]]


@dataclass(frozen=True)
class Page:
    """One of the pages; `rows` is the table in which each answer has to leave a row."""

    name: str
    prepare: Prepare
    rows: str = ""


def _public(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    return [Ask(get(f"/{actors.place.slug}/", {}), 200, b"Support that starts with you")] * many


def _board(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    def ask(worker: Worker) -> Ask:
        return Ask(get(f"/{actors.place.slug}/teams/{worker.team}/board/", worker.cookies), 200, b"/journeys/")

    return [ask(worker) for worker in islice(cycle(actors.workers), many)]


def _board_goes_on(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    """The hundred rows that follow the first 25 by themselves, as the browser asks for them."""

    def ask(worker: Worker) -> Ask:
        first = caller.one(Ask(get(f"/{actors.place.slug}/teams/{worker.team}/board/", worker.cookies), 200, b"hx-get"))
        piece = re.search(rb'hx-get="([^"]+)"', first.body)
        assert piece is not None, "the team holds more than one page of people"
        where = html.unescape(piece[1].decode())
        return Ask(get(where, worker.cookies, "HX-Request: true\r\n"), 200, b"/journeys/", never=b"<html")

    return list(islice(cycle([ask(worker) for worker in actors.workers]), many))


def _day(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    asks = [Ask(get(f"/{actors.place.slug}/day/", worker.cookies), 200, b'id="needing"') for worker in actors.workers]
    return list(islice(cycle(asks), many))


def _person(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    asks = [
        Ask(get(f"/{actors.place.slug}/journeys/{held.journey}/", worker.cookies), 200, _said(held.name))
        for turn in range(max(len(worker.held) for worker in actors.workers))
        for worker in actors.workers
        for held in worker.held[turn : turn + 1]
    ]
    return list(islice(cycle(asks), many))


def _looks(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    asks = [Ask(get(f"/{actors.place.slug}/looks/", kept), 200, b"?until=") for kept in actors.looked_at]
    return list(islice(cycle(asks), many))


def _names(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    dice = Random(5)
    asks = []
    for worker in islice(cycle(actors.workers), many):
        held = dice.choice(worker.held)
        words = dice.choice([held.name, misspelt(held.name, dice), misspelt(held.name, dice)])
        where = f"/{actors.place.slug}/people/?{urlencode({'q': words})}"
        asks.append(Ask(get(where, worker.cookies), 200, b"/journeys/"))
    return asks


def _directory(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    dice = Random(6)
    asks = []
    for name in islice(cycle(actors.supports), many):
        words = " ".join(name.split()[:3])
        words = dice.choice([words, misspelt(words, dice), misspelt(words, dice)])
        asks.append(Ask(get(f"/{actors.place.slug}/supports/?{urlencode({'q': words})}", {}), 200, b"<article"))
    return asks


def _story(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    """Each from a form of its own, shown for it a moment before."""
    where = f"/{actors.place.slug}/story/entries/new/"
    asks = []
    for n, kept in enumerate(islice(cycle(actors.writers), many)):
        form = caller.one(Ask(get(where, kept), 200, b'name="once"'))
        kept_now = kept | form.cookies()
        said = {
            "csrfmiddlewaretoken": _hidden(form.body, "csrfmiddlewaretoken"),
            "once": _hidden(form.body, "once"),
            "heading": f"Day {n}",
            "words": "I went to the allotment, and it rained, and I stayed. " * 6,
        }
        asks.append(Ask(post(where, kept_now, said), 302, f"Location: /{actors.place.slug}/story/\r\n".encode()))
    return asks


def _introduction(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    """Each of somebody new, who has answered the questions and stands before "Send it"."""
    slug, asks = actors.place.slug, []
    for n in range(many):
        code = new_code()
        words = {"for": "me", "answers": _answers(n), "visits": {}}
        drafts.begin(actors.place, code, words)
        browser = HttpResponse()
        cookies.keep(browser, cookies.DRAFT, code)
        kept = {name: morsel.value for name, morsel in browser.cookies.items()}
        check = caller.one(Ask(get(f"/{slug}/introductions/check/", kept), 200, b"Send it"))
        token = {"csrfmiddlewaretoken": _hidden(check.body, "csrfmiddlewaretoken")}
        sent = post(f"/{slug}/introductions/send/", kept | check.cookies(), token)
        asks.append(Ask(sent, 302, f"Location: /{slug}/introductions/sent/\r\n".encode()))
    return asks


def _answers(n: int) -> dict[str, dict[str, object]]:
    return {
        "name": {"name": f"Robin Reed {n}"},
        "reach": {"phone": f"+4477009{n % 100_000:05}", "email": "", "other": ""},
        "safe": {"message": "yes", "write": "no"},
        "happening": {"words": "I lost my job in spring and have not slept well since. " * 4},
        "help": {"words": "Somebody to go out with, and help with letters."},
        "about": {"birth_year": 1970 + n % 30, "postcode": "ZZ1 1ZZ", "nhs_number": ""},
        "team": {"story": True, "plan": False, "months": "3", "not_them": ""},
    }


_HIDDEN = re.compile(rb"<input[^>]*>")


def _hidden(body: bytes, name: str) -> str:
    """The value of a hidden field of a form."""
    for found in _HIDDEN.findall(body):
        if f'name="{name}"'.encode() in found:
            value = re.search(rb'value="([^"]*)"', found)
            if value:
                return html.unescape(value[1].decode())
    raise LookupError(f"the form has no {name}")


def _said(words: str) -> bytes:
    return html.escape(words).encode()


def floor_one(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    """The plain page of one record."""
    asks = [
        Ask(get(f"/floor/people/{held.person}/", worker.plain), 200, _said(held.name))
        for turn in range(max(len(worker.held) for worker in actors.workers))
        for worker in actors.workers
        for held in worker.held[turn : turn + 1]
    ]
    return list(islice(cycle(asks), many))


def floor_list(actors: Actors, caller: Caller, many: int) -> list[Ask]:
    """The plain page of 25."""
    asks = [Ask(get(f"/floor/teams/{worker.team}/", worker.plain), 200, b"/floor/people/") for worker in actors.workers]
    return list(islice(cycle(asks), many))


PAGES = (
    Page("public page", _public),
    Page("sending an introduction", _introduction, rows="frontdoor_introduction"),
    Page("board", _board),
    Page("board, a hundred more", _board_goes_on),
    Page("my day", _day),
    Page("a person's page", _person),
    Page("saving a story entry", _story, rows="story_entry"),
    Page("who has looked", _looks),
    Page("finding a person by name", _names),
    Page("directory search", _directory),
    Page("a story of 200 entries", own_things.story_of_200),
    Page("a plan with 12 versions", own_things.plan_of_12),
)
FLOORS = {
    "one": Page("floor: one", floor_one, rows="floor_look"),
    "list": Page("floor: list", floor_list, rows="floor_look"),
}
