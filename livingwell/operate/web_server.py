"""The web server as a place runs it: gunicorn with our settings, our logs, and an end that lets callers go first."""

from __future__ import annotations

import logging
import os
import time
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

WORKERS, THREADS = 2, 4
#: How long a request under way may still take once the server was asked to end, in seconds.
GRACE = 30


class Wordless(Logger):
    """gunicorn's log through our formatter; it writes no line for a request, for we do (livingwell/web/requests.py)."""

    def setup(self, cfg: Any) -> None:
        from livingwell.kit.logs import JsonLines

        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())

    def critical(self, msg: str, *args: Any, **more: Any) -> None:
        self._say(logging.CRITICAL, msg, args, more)

    def error(self, msg: str, *args: Any, **more: Any) -> None:
        self._say(logging.ERROR, msg, args, more)

    def warning(self, msg: str, *args: Any, **more: Any) -> None:
        self._say(logging.WARNING, msg, args, more)

    def info(self, msg: str, *args: Any, **more: Any) -> None:
        self._say(logging.INFO, msg, args, more)

    def debug(self, msg: str, *args: Any, **more: Any) -> None:
        self._say(logging.DEBUG, msg, args, more)

    def exception(self, msg: str, *args: Any, **more: Any) -> None:
        self._say(logging.ERROR, msg, args, {"exc_info": True} | more)

    def _say(self, level: int, msg: str, args: tuple[Any, ...], more: dict[str, Any]) -> None:
        """Three steps up stands the caller, in whose source the text is looked for."""
        self.error_log.log(level, msg, *args, **({"stacklevel": 3} | more))


class LettingGo(Arbiter):
    """Says that it is not ready for a while before it ends, where something in front listens for that."""

    drain_seconds: float = 0

    def handle_term(self) -> None:
        from livingwell.web import health

        if self.drain_seconds:
            health.drain()
            time.sleep(self.drain_seconds)
        super().handle_term()


class WebServer(BaseApplication):
    """`bind` is gunicorn's: ``127.0.0.1:8000``, ``unix:/run/…``, ``fd://3``; under systemd its socket is taken."""

    def __init__(self, bind: str, workers: int, threads: int, drain_seconds: float) -> None:
        self._given = {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "livingwell.web.worker.Worker",
            "logger_class": "livingwell.operate.web_server.Wordless",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": GRACE,
            "keepalive": 5,
            "loglevel": "info",
            "control_socket_disable": True,
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,
            "forwarded_allow_ips": "*",  # who says what of an address is counted by LIVINGWELL_PROXIES, in Django
        }
        self._drain_seconds = drain_seconds
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._given.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from livingwell.web.wsgi import application

        return application

    def run(self) -> None:
        arbiter = LettingGo(self)
        arbiter.drain_seconds = self._drain_seconds
        arbiter.run()
