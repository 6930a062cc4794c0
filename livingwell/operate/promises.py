"""The thirteen promises, and for each the tests that try to break what no row could show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """A promise's name and the tests that stand for it; its queries are in the rooms' ``promises.py``."""

    name: str
    tests: tuple[str, ...] = ()


PROMISES: dict[int, Promise] = {
    1: Promise("Held", ("practice/holding/tests/test_machine.py", "practice/holding/tests/test_threads.py")),
    2: Promise("Never bounced"),
    3: Promise("Told once"),
    4: Promise("The plan is theirs"),
    5: Promise("Seen to be seen"),
    6: Promise("Shared by choice"),
    7: Promise("No scores for danger"),
    8: Promise("Words with care"),
    9: Promise("Stories belong to tellers"),
    10: Promise("Equal voice"),
    11: Promise("Small numbers hidden"),
    12: Promise("Nothing lost"),
    13: Promise("Any channel"),
}
