"""What does the database allow, and what does it guarantee?

Promise 1 lives here: nobody but the gate's hands writes a journey or a hold, and at the end of every transaction the
holds of a journey add up to its whole time.
"""

from livingwell.practice.holding.locks import guards, hands, leaving, questions, tables
from livingwell.practice.holding.locks.conditions import held, offered

__all__ = ["guards", "hands", "held", "leaving", "offered", "questions", "tables"]
