"""What several of this room's tests do: begin, answer, send."""

from __future__ import annotations

from typing import Any

from django.test import Client

from livingwell.practice.frontdoor.drafts import FRONT_DOOR

STEWARD = FRONT_DOOR
BASE = "/alderbrook/introductions/"
ME: dict[str, dict[str, Any]] = {
    "name": {"name": "Jo"},
    "reach": {"phone": "07700 900 123", "other": ""},
    "happening": {"words": "Not sleeping. 🦋\r\nOwing rent."},
}
OTHER: dict[str, dict[str, Any]] = {
    "you": {"name": "Mo", "who": "Their sister"},
    "your_reach": {"email": "mo@example.org"},
    "know": {"know": "no"},
    "contact": {"contact": "care", "telling": ""},
    "name": {"name": "Bodil"},
    "reach": {"other": "At the allotments"},
    "happened": {"words": "They stay in bed."},
}


def go(client: Client, for_whom: str, answers: dict[str, dict[str, Any]]) -> None:
    """Begin, and answer these questions through their pages."""
    client.post(f"{BASE}new/{for_whom}/", {})
    for question, given in answers.items():
        answer = client.post(f"{BASE}questions/{question}/", given)
        assert answer.status_code == 302, (question, answer.content.decode()[:3000])


def send(client: Client, for_whom: str = "me", answers: dict[str, dict[str, Any]] | None = None) -> str:
    """Begin, answer, send; gives the returning words."""
    go(client, for_whom, ME if answers is None else answers)
    assert client.post(f"{BASE}send/")["Location"] == f"{BASE}sent/"
    return client.cookies["lw_back"].value.split(".")[0]
