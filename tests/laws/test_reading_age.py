"""A person's pages can be read at nine: every page for people, its forms sent empty, and every message to them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client

from livingwell.practice.frontdoor import questions
from tests.cast import Cast
from tests.laws.matrix import EVERYBODY, addresses, sign_in
from tests.laws.reading import name_of, python_files
from tests.laws.reading_age import blocks, grade, sentences, syllables
from tests.laws.test_matrix import TABLE
from tests.lives import live_fully

#: A child of nine is in grade 4: age = grade + 5.
OLDEST = 9
#: A page with fewer words than these is too little for a formula of averages; its sentences and words count still.
ENOUGH = 60
LONGEST_SENTENCE = 25
#: No one sentence may be harder than this, however easy its neighbours are.
HARDEST_SENTENCE = 14
#: Four syllables and more. Names, what the law or the method calls a thing, and words with no shorter brother.
ALLOWED = frozenset(
    """
    introduction conversation information invitation anybody everybody interpreter emergency samaritans
    """.split()
)
#: The gallery of components, and addresses that only send one on.
NOT_THEIRS = frozenset({"gallery", "away", "healthz", "demo", "become", "sign_out"})
FOR_PEOPLE = re.compile(r'<html[^>]*class="[^"]*\b(own|public|paper)\b')


def pages(cast: Cast, client: Client) -> Iterator[tuple[str, str]]:
    """(where, page): every page that somebody looking for support, or their friend, is shown."""
    expected = json.loads(TABLE.read_text(encoding="utf-8"))
    every = [address for address in addresses(cast) if address.name not in NOT_THEIRS]
    for who in ("nobody", "person"):
        sign_in(client, cast, who)
        for address in every:
            if expected[address.route][EVERYBODY.index(who)] == "200":
                yield from _asked(client, who, address.url)
    sign_in(client, cast, "nobody")
    for for_whom, asked in questions.ALL.items():
        _begin(client, cast, for_whom)
        for one in asked:
            yield from _asked(client, for_whom, f"/{cast.place.slug}/introductions/questions/{one.key}/")
    for status in ("403", "404", "429", "500", "503"):
        yield status, render_to_string(f"{status}.html")


def _begin(client: Client, cast: Cast, for_whom: str) -> None:
    """On the way through the front door, so that its questions answer."""
    begin = f"/{cast.place.slug}/introductions/new/{for_whom}/"
    code = re.search(r'name="code" value="([^"]+)"', client.get(begin).content.decode())
    assert code is not None
    client.post(begin, {"code": code[1]})


def _asked(client: Client, who: str, url: str) -> Iterator[tuple[str, str]]:
    """The page, and what it answers to its form sent empty."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    for method, how in ((client.get, ""), (client.post, ", sent empty")):
        with transaction.atomic():
            response = method(url)
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.load(cookies)
        if response.status_code != 200 or response.streaming or "html" not in response["Content-Type"]:
            return
        html = response.content.decode()
        if not FOR_PEOPLE.search(html):
            return
        yield f"{who} at {url}{how}", html
        if 'method="post" class="form"' not in " ".join(html.split()):
            return


def messages() -> Iterator[tuple[str, list[str]]]:
    """The words of every module that writes to somebody."""
    for path, tree in python_files():
        calls = {getattr(node.func, "id", "") for node in ast.walk(tree) if isinstance(node, ast.Call)}
        if calls & {"send_email", "send_sms"} and "kit" not in path.parts:
            said = [
                str(node.args[0].value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in {"_", "gettext"}
                and isinstance(node.args[0], ast.Constant)
            ]
            yield name_of(path), [re.sub(r"%\(\w+\)s", "Sam", words) for words in said]


def faults(texts: list[str]) -> list[str]:
    """What makes these words hard, in words."""
    said = list(sentences(texts))
    hard = []
    if sum(map(len, said)) >= ENOUGH and (age := grade(said) + 5) > OLDEST:
        worst = sorted(said, key=lambda words: grade([words]), reverse=True)[:4]
        hard.append(f"read at {age:.1f}: " + " | ".join(" ".join(words) for words in worst))
    for words in said:
        if len(words) > LONGEST_SENTENCE:
            hard.append(f"{len(words)} words: {' '.join(words)}")
        if len(words) > 9 and (age := grade([words]) + 5) > HARDEST_SENTENCE:
            hard.append(f"one sentence read at {age:.1f}: {' '.join(words)}")
        hard += [f"a long word: {word}" for word in words if syllables(word) > 3 and word.lower() not in ALLOWED]
    return hard


@pytest.mark.django_db
def test_a_persons_pages_are_read_at_nine(cast: Cast, client: Client) -> None:
    live_fully(cast)
    client.raise_request_exception = False
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    for where, html in pages(cast, client):
        for fault in faults(blocks(html)):
            if fault not in seen:
                seen.add(fault)
                wrong.setdefault(where, []).append(fault)
    assert wrong == {}, "\n".join(f"{where}: {fault}" for where, told in wrong.items() for fault in told)


def test_messages_are_read_at_nine() -> None:
    wrong = {where: told for where, texts in messages() if (told := faults(texts))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, int(count)) for word, count in (pair.split("=") for pair in """
    a=1 the=1 people=2 person=2 somebody=3 introduction=4 conversation=4 support=2 team=1 safe=1 named=1 shared=1
    wanted=2 tables=2 notices=3 changes=2 places=2 little=2 whole=1 hope=1 hopeful=2 therefore=2 journey=2 worker=2
    today=2 tomorrow=3 friday=2 november=3 organisation=5 information=4 quickly=2 family=3 you=1 don’t=1 they’re=1
    before=2 once=1 leave=1 written=2 connection=3 suggestion=3 address=2 telephone=3 anybody=4 yours=1 asked=1
    """.split())],
)  # fmt: skip
def test_syllables_are_counted_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) == count
