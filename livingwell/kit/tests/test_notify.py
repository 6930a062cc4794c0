"""Text messages through GOV.UK Notify, as its own server would see them; and what a calendar file says."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
import pytest

from livingwell.kit.calendars import CalendarEvent, as_calendar
from livingwell.kit.sending.notify import GovUkNotify, NotifyRefused

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"


@pytest.fixture
def notify(settings: Any) -> Iterator[dict[str, Any]]:
    """Something that answers as Notify does, on this machine."""
    seen: dict[str, Any] = {"answers": 201}

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            seen.update(path=self.path, key=self.headers["Authorization"], said=json.loads(self.rfile.read(length)))
            self.send_response(seen["answers"])
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = f"live_key-{SERVICE}-{SECRET}", "a-template"
    yield seen
    server.shutdown()
    server.server_close()


def test_notify_gets_a_signed_request_with_the_words(notify: dict[str, Any]) -> None:
    GovUkNotify().send("+447700900123", "Tomorrow at 2 p.m. with Pearl.")
    assert notify["path"] == "/v2/notifications/sms"
    assert notify["said"] == {
        "phone_number": "+447700900123",
        "template_id": "a-template",
        "personalisation": {"words": "Tomorrow at 2 p.m. with Pearl."},
    }
    signed = jwt.decode(notify["key"].removeprefix("Bearer "), SECRET, algorithms=["HS256"])
    assert signed["iss"] == SERVICE


def test_what_notify_refuses_is_tried_again_and_names_nobody(notify: dict[str, Any], settings: Any) -> None:
    notify["answers"] = 429
    with pytest.raises(NotifyRefused, match="429") as refused:
        GovUkNotify().send("+447700900123", "Words")
    assert "7700" not in str(refused.value)
    settings.NOTIFY_KEY = "nonsense"
    with pytest.raises(NotifyRefused, match="NOTIFY_KEY"):
        GovUkNotify().send("+447700900123", "Words")


def test_a_calendar_is_folded_and_escaped() -> None:
    begins = datetime(2026, 11, 24, 14, tzinfo=UTC)
    event = CalendarEvent("one", begins, "Tea; cake, and a walk\nby the sea " + "ü" * 60)
    lines = as_calendar([event], named="Meetings", written_at=begins).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "DTSTART:20261124T140000Z" in lines
    whole = "\r\n".join(lines).replace("\r\n ", "")
    assert "SUMMARY:Tea\\; cake\\, and a walk\\nby the sea " + "ü" * 60 in whole
