"""Where the embedded PostgreSQL of a home listens. Pure: it makes nothing and needs nothing, so settings may ask it."""

import hashlib
import os
from pathlib import Path

PORT = 5432  # names the socket file; nothing listens on the network

# A socket's path may have 107 bytes (103 on some systems), of which PostgreSQL adds "/.s.PGSQL.5432".
LONGEST_FOLDER = 103 - len(f"/.s.PGSQL.{PORT}")


def socket_dir(home: Path) -> Path:
    """`<home>/run`; where that cannot name a socket, a short folder of this user's under /tmp."""
    home = home.resolve()
    within = home / "run"
    if len(os.fsencode(within)) <= LONGEST_FOLDER and "," not in str(within):  # a comma means two hosts
        return within
    mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:10]
    return Path("/tmp") / f"livingwell-{os.getuid()}-{mark}"
