"""Keeping parts alive: what dies is started again, at once at first, then less and less often."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from livingwell.operate import embedded
from livingwell.operate.supervisor.parts import Part

SOON = 0.05  # how often we look, in seconds: half a percent of a core
STEADY = 5.0  # who has lived this long is brought back at once
RENEWAL = 10.0  # how long a part may take to end, when it is started anew
LONGEST_WAIT = 2.0  # between two attempts for something that keeps dying: callers stand at the door meanwhile


def say(sentence: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # a closed terminal is no reason to stop
        print(sentence, flush=True)


@dataclass
class _Kept:
    part: Part
    began: float = 0.0
    attempts: int = 0
    next_attempt: float = 0.0
    down: bool = False
    renewed_by: float = 0.0  # asked to end, to be started anew; and until when it may take its time


@dataclass
class Supervisor:
    """Keeps parts alive, in order; ends them in the opposite order."""

    parts: Sequence[Part]
    tell: Callable[[str], None] = say
    changed: Callable[[], None] = lambda: None  # called whenever a process was started
    asked_to_stop: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._kept = [_Kept(part) for part in self.parts]

    def start(self) -> None:
        for kept in self._kept:
            self._start(kept)

    def _start(self, kept: _Kept) -> None:
        kept.began = time.monotonic()
        kept.part.start()
        self.changed()

    def look_after(self) -> None:
        """One round: whatever has died is started again, at once at first, then less and less often.

        The last first: a program is started in no time and reads itself in while the database recovers, for which we
        wait. Only what leans on a part that is down waits for it."""
        states = [(kept, kept.part.ended()) for kept in self._kept]
        for kept, how in reversed(states):
            now = time.monotonic()
            if how is None:
                if kept.attempts and now - kept.began > STEADY:
                    kept.attempts = 0
                if kept.renewed_by and now > kept.renewed_by:
                    kept.part.end_now()
                continue
            if not kept.down:
                kept.down = True
                wait = min(LONGEST_WAIT, 0.5 * 2 ** (kept.attempts - 1)) if kept.attempts else 0.0
                kept.next_attempt = now + wait
                when = f"in {wait:g} seconds" if wait else "now"
                if not kept.renewed_by:
                    self.tell(f"The {kept.part.name} died ({how}); bringing it back {when}.")
            if now >= kept.next_attempt and not self._is_down(kept.part.leans_on):
                self._bring_back(kept)

    def _is_down(self, name: str) -> bool:
        return any(kept.part.name == name and kept.part.ended() is not None for kept in self._kept)

    def _bring_back(self, kept: _Kept) -> None:
        kept.down = False
        kept.attempts += not kept.renewed_by
        kept.renewed_by = 0.0
        try:
            self._start(kept)
        except (OSError, embedded.CannotStart) as why:
            self.tell(f"The {kept.part.name} did not start: {why}")
            return
        for leaning in self._kept:
            if leaning.part.leans_on == kept.part.name and leaning.part.ended() is None:
                self.tell(f"The {leaning.part.name} leans on the {kept.part.name}; starting it anew.")
                leaning.renewed_by = time.monotonic() + RENEWAL
                leaning.part.ask_to_end()

    def run(self) -> None:
        while not self.asked_to_stop:
            self.look_after()
            time.sleep(SOON)

    def stop(self, patience: float = 15.0) -> None:
        for kept in reversed(self._kept):
            part = kept.part
            part.ask_to_end()
            until = time.monotonic() + patience
            while part.ended() is None and time.monotonic() < until:
                time.sleep(0.05)
            if part.ended() is None:
                self.tell(f"The {part.name} did not end when asked, and was ended.")
            part.end_now()  # and whatever it left in its process group


@contextlib.contextmanager
def stops_when_asked(ask: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C, a closed terminal and a polite kill all ask; none interrupts."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def asked(number: int, frame: Any) -> None:
        ask()

    before = {number: signal.signal(number, asked) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
