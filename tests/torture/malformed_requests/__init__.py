"""Sends every address what no browser sends; nothing may be answered with a 500, and the server goes on."""

from tests.torture.malformed_requests.asking import LONG, NAME, SHORT, run

__all__ = ["LONG", "NAME", "SHORT", "run"]
