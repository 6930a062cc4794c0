"""How long callers went without an answer: a probe that asks for a page all the time, and what it saw."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from tests.torture.killed_by_force.browser import Browser, Dropped, Ledger
from tests.torture.killed_by_force.load import PLACE

STEADY = 0.6  # answered for so long without a break: it is back
OFTEN = 0.03


@dataclass
class Asked:
    began: float
    ended: float
    answered: bool


class Probe:
    """Asks for the place's first page, which needs the database, again and again."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        self.browser = Browser(port, ledger)
        self.asked: list[Asked] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)
        self._thread.start()

    def _ask(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            try:
                answered = self.browser.ask("GET", PLACE, timeout=3.0).status == 200
            except Dropped:
                answered = False
            self.asked.append(Asked(began, time.monotonic(), answered))
            time.sleep(OFTEN)

    def back_after(self, killed: float) -> float | None:
        """Seconds from the kill to the first of the answers that have come without a break since; None while there is
        no such steady run yet."""
        run: list[Asked] = []
        for each in reversed(self.asked):
            if each.began < killed or not each.answered:
                break
            run.append(each)
        if not run or run[0].ended - run[-1].ended < STEADY:
            return None
        return run[-1].ended - killed

    def end(self) -> None:
        self._over.set()
        self._thread.join()
