"""The web's door: the socket that we hold ourselves, so that callers wait while a server is brought back."""

from __future__ import annotations

import socket
import time


class PortTaken(Exception):
    pass


def listen(port: int, patience: float = 3.0) -> socket.socket:
    """The socket that every web server of ours inherits: held by us, so callers wait while one is brought back."""
    until = time.monotonic() + patience
    while True:
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
            door.listen(512)
        except PermissionError:
            door.close()
            raise PortTaken(f"Port {port} is not for ordinary users: try  make run PORT=8001") from None
        except OSError:
            door.close()
            if time.monotonic() > until:
                raise PortTaken(
                    f"Port {port} is used by another program: end that one, or try  make run PORT={port + 1}"
                ) from None
            time.sleep(0.2)
        else:
            return door
