"""Two people change one thing, at once or with forms that have grown old, and the words of both are looked for."""

from tests.torture.conflicting_edits.pairs import LONG, NAME, SHORT, run

__all__ = ["LONG", "NAME", "SHORT", "run"]
