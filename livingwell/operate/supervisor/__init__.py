"""Starts the parts of the platform, brings back what dies, and ends them all together.

One process, no threads. Each part is something that can be asked whether it lives, started and ended; a program is one
kind, the embedded database another. Who runs here is told by a lock that the kernel lets go of with its holder, so
that no kill can leave a lie behind; which processes are ours, by their number and the moment they began.
"""

from livingwell.operate.supervisor.claims import (
    AlreadyRunning,
    Claim,
    claim,
    end_strays,
    identity,
    read_note,
    running_supervisor,
    somebody_runs,
)
from livingwell.operate.supervisor.door import PortTaken, listen
from livingwell.operate.supervisor.keeping import Supervisor, say, stops_when_asked
from livingwell.operate.supervisor.parts import Database, Part, Program, end_with_parent

__all__ = [
    "AlreadyRunning", "Claim", "Database", "Part", "PortTaken", "Program", "Supervisor", "claim", "end_strays",
    "end_with_parent", "identity", "listen", "read_note", "running_supervisor", "say", "somebody_runs",
    "stops_when_asked",
]  # fmt: skip
