"""What every answer tells the browser: static files, redirects, refusals and faults, and the web server's own.

Every address, asked by everybody, is looked at in `test_matrix.py`."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import reverse

from livingwell.web import settings as ours
from livingwell.web.headers import ON_EVERY_ANSWER
from tests.cast import Cast
from tests.laws.headers import unprotected


@pytest.fixture
def over_tls(settings: Any) -> Client:
    """As in production: everything over TLS, and said so for a year."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_what_is_no_page_is_protected_too(cast: Cast, over_tls: Client) -> None:
    answers = {
        "static": over_tls.get("/static/kit/kit.css", secure=True),
        "no such file": over_tls.get("/static/nothing.css", secure=True),
        "404": over_tls.get("/nowhere/at/all/", secure=True),
        "no slash": over_tls.get("/sign-in", secure=True),
        "405": over_tls.get("/sign-out/", secure=True),
        "host": over_tls.get("/", secure=True, headers={"host": "evil.example"}),
        "csrf": Client(enforce_csrf_checks=True).post(reverse("sign_in"), {}, secure=True),
    }
    with mock.patch("livingwell.web.views.render", side_effect=RuntimeError("a fault of ours, meant here")):
        answers["500"] = over_tls.get("/", secure=True)
    with mock.patch("livingwell.web.views.render", side_effect=SuspiciousOperation("meant here")):
        answers["400"] = over_tls.get("/", secure=True)
    answers["static"].close()
    codes = {name: answer.status_code for name, answer in answers.items()}
    assert codes == {
        "static": 200, "no such file": 404, "404": 404, "no slash": 301, "405": 405, "host": 400, "csrf": 403,
        "500": 500, "400": 400,
    }  # fmt: skip
    assert [fault for name, answer in answers.items() for fault in unprotected(answer, name)] == []
    assert all("max-age=31536000" in answer["Strict-Transport-Security"] for answer in answers.values())
    assert {name for name, answer in answers.items() if "no-store" in answer["Cache-Control"]} >= {
        "404", "405", "host", "csrf", "500", "400",
    }  # fmt: skip


def test_what_the_web_server_answers_by_itself_is_protected() -> None:
    """A first line that is no HTTP never reaches Django."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(8)
        server = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", f"--bind=fd://{door.fileno()}", "--threads=2", "--no-control-socket",
                "--worker-class=livingwell.web.worker.Worker", "--log-level=critical", "wsgiref.simple_server:demo_app",
            ],
            pass_fds=[door.fileno()],
        )  # fmt: skip
        try:
            for said in (b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nBad Header: x\r\n\r\n", b"GET /" + b"a" * 9000):
                with socket.create_connection(door.getsockname(), timeout=30) as line:
                    line.sendall(said + b"\r\n\r\n")
                    answer = b"".join(iter(lambda line=line: line.recv(65536), b"")).decode("latin-1")
                head = answer.partition("\r\n\r\n")[0]
                assert re.match(r"HTTP/1\.1 4\d\d ", head), answer
                for name, value in ON_EVERY_ANSWER.items():
                    assert f"{name}: {value}" in head
                assert "Content-Security-Policy: default-src 'none'" in head
                assert "Cache-Control: no-store" in head
        finally:
            server.terminate()
            server.wait()


@pytest.mark.django_db
def test_a_file_that_is_sent_is_refused(cast: Cast, tmp_path: Any, settings: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert settings.FILE_UPLOAD_HANDLERS == ["livingwell.kit.files.taking.OnlyWhereAsked"]
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    client = Client(raise_request_exception=False)
    big = SimpleUploadedFile("cat.jpg", b"x" * 5_000_000, content_type="image/jpeg")
    answer = client.post(reverse("sign_in"), {"address": "a@example.org", "cat": big})
    assert answer.status_code == 400
    assert list(tmp_path.iterdir()) == []


def test_in_production_no_neighbour_plants_a_cookie() -> None:
    """Every cookie of ours is named by the one prefix, which is ``__Host-`` where DATABASE_URL is set."""
    from livingwell.practice.frontdoor import cookies
    from livingwell.web.messages import Messages

    prefix = ours.COOKIE_PREFIX
    names = [ours.SESSION_COOKIE_NAME, ours.CSRF_COOKIE_NAME, Messages.cookie_name, cookies.DRAFT, cookies.BACK]
    code = (
        "from livingwell.web import settings as s; import sys;"
        " sys.exit(not (s.COOKIE_PREFIX == '__Host-' and s.SESSION_COOKIE_NAME.startswith('__Host-')"
        " and s.CSRF_COOKIE_NAME.startswith('__Host-') and s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE))"
    )
    from tests.operate.test_deploy import REAL

    assert all(name.startswith(prefix) for name in names)
    assert subprocess.run([sys.executable, "-c", code], env=REAL | {"PYTHONPATH": "."}, check=False).returncode == 0
