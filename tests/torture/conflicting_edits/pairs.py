"""The instrument: pairs of edits that meet, half of them in the same moment, half with a form that has grown old."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter

from django.db import connection

from tests.torture.conflicting_edits.edits import Edit
from tests.torture.conflicting_edits.own_words import OWN_WORDS
from tests.torture.conflicting_edits.walking_together import WALKING_TOGETHER
from tests.torture.conflicting_edits.world import World
from tests.torture.outcome import Outcome, Tell

NAME = "conflicting edits"
KINDS = (*OWN_WORDS, *WALKING_TOGETHER)
LONG, SHORT = 1000, 12
TELL_EVERY = 200


def run(size: int, seed: int, tell: Tell) -> Outcome:
    """`size` pairs; after both have answered, the words of each are on a page, or on their writer's screen."""
    began = time.monotonic()
    dice = random.Random(seed)
    kinds = dice.sample(KINDS, len(KINDS))  # a short form meets others each time
    world = World()
    wrong: list[str] = []
    answers: Counter[int] = Counter()
    for number in range(size):
        kind = kinds[number % len(kinds)]
        at_once = dice.random() < 0.5
        mark = "".join(dice.choices("bdfghjklmnprstvw", k=9))
        pair = kind(world, (f"first{mark}", f"second{mark}"))
        edits = [pair.first, pair.second]
        for edit in edits:
            edit.open()
        if at_once:
            _together(edits)
        else:
            for edit in edits:
                edit.send()
        how = "at once" if at_once else "with an old form"
        for edit in edits:
            answers[edit.status] += 1
            if edit.status >= 500:
                wrong.append(f"{kind.__name__}, {how}: {edit.url} answered {edit.status}")
            elif not edit.is_kept(pair.pages):
                wrong.append(f"{kind.__name__}, {how}: the words sent to {edit.url} ({edit.status}) are nowhere")
        if (number + 1) % TELL_EVERY == 0:
            tell(f"{number + 1} pairs, {len(wrong)} wrong")
    said = ", ".join(f"{count} × {status}" for status, count in sorted(answers.items()))
    return Outcome(size, wrong, time.monotonic() - began, f"{len(KINDS)} kinds; answers: {said}")


def _together(edits: list[Edit]) -> None:
    """Both in the same moment, each in a thread with a connection of its own."""
    ready = threading.Barrier(len(edits))

    def send(edit: Edit) -> None:
        ready.wait()
        try:
            edit.send()
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(edit,)) for edit in edits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
