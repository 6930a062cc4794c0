"""A real PostgreSQL with no system service: for trying Living Well out, and for its tests.

`start(home)` starts the cluster kept under `home`, or finds it running; whatever killed it last time, whoever we are.
What it knows, each point found by trying it:

- PostgreSQL refuses to run as root. Started by root it runs as `nobody`, who owns the data folder; where `nobody` may
  not enter a folder above it (a clone under a 0700 home), it keeps the one capability that lets it pass.
- A pid file proves nothing: its process may be gone, a zombie, or by now somebody else's. And while a backend of a
  killed server lives, a second server on the same files would ruin them: we wait until the last one is gone.
- Only the user who started the cluster can connect, as whom they like (peer with a map), through a socket; nothing
  listens on the network.
"""

from livingwell.operate.embedded.folders import MARKER, MARKER_SAYS, claim
from livingwell.operate.embedded.runner import binaries
from livingwell.operate.embedded.running import (
    DATABASE,
    SUPERUSER,
    CannotStart,
    Cluster,
    data_dir,
    is_running,
    left_behind,
    running_pid,
)
from livingwell.operate.embedded.starting import ROLES, prepare, start, stop

__all__ = [
    "DATABASE", "MARKER", "MARKER_SAYS", "ROLES", "SUPERUSER", "CannotStart", "Cluster", "binaries", "claim",
    "data_dir", "is_running", "left_behind", "prepare", "running_pid", "start", "stop",
]  # fmt: skip
