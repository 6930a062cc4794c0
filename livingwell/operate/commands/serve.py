"""Serve a real place: the web server alone, for systemd or a container to keep running. TLS stands before it.

Under systemd it takes the socket that systemd holds, so that a restart refuses nobody. SIGTERM: requests under way are
finished. LIVINGWELL_DRAIN_SECONDS: for so long /readyz answers 503 first, where a load balancer asks it.
"""

from __future__ import annotations

import argparse
import os

from livingwell.operate import home

HELP = "serve a real place: the web server, for systemd or a container"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bind", help="default: systemd's socket, or 127.0.0.1:PORT")
    parser.add_argument("--workers", type=int, default=2, help="processes (2)")
    parser.add_argument("--threads", type=int, default=4, help="threads in each (4)")


def handle(args: argparse.Namespace) -> int:
    if not home.has_own_database():
        raise home.Unclear("livingwell serve is for a real place: set DATABASE_URL. An invented one: livingwell run.")
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    from livingwell.operate.django_ready import ready

    ready()
    from livingwell.kit.logs import say_crashes
    from livingwell.operate.make_ready import collect_static
    from livingwell.operate.web_server import WebServer

    say_crashes()
    collect_static()
    drain = float(os.environ.get("LIVINGWELL_DRAIN_SECONDS") or 0)
    WebServer(args.bind or f"127.0.0.1:{home.port()}", args.workers, args.threads, drain).run()
    return 0
