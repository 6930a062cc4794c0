"""While the database is away every page says so (503), wherever in a request it went; a fault of ours stays a 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError, connection
from django.db.transaction import Atomic
from django.test import Client, RequestFactory

from livingwell.web import views

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "error", [OperationalError("the connection is lost"), InterfaceError("connection already closed")]
)
def test_gone_while_a_view_asks(asking: Client, monkeypatch: Any, error: Exception) -> None:
    def gone(*args: Any, **kwargs: Any) -> Any:
        raise error

    monkeypatch.setattr(connection, "cursor", gone)
    page = asking.get("/")
    assert page.status_code == 503
    assert page["Retry-After"]
    assert "We will be back soon" in page.content.decode()


def test_gone_at_commit(asking: Client, monkeypatch: Any) -> None:
    leave, lost = Atomic.__exit__, OperationalError("server closed the connection unexpectedly")

    def gone(atomic: Atomic, *args: Any) -> None:
        leave(atomic, OperationalError, lost, None)  # undone, as what was not committed is
        raise lost

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Atomic, "__exit__", gone)
        assert asking.get("/kit/").status_code == 503


def test_a_fault_of_ours_stays_a_fault(asking: Client, monkeypatch: Any) -> None:
    def wrong(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("ours")

    monkeypatch.setattr(connection, "cursor", wrong)
    assert asking.get("/").status_code == 500


@pytest.mark.parametrize(("error", "status"), [(OperationalError("gone"), 503), (None, 400)])
def test_a_session_that_could_not_be_saved_is_not_called_bad(error: Exception | None, status: int) -> None:
    """Django's session keeper turns a lost database into "session interrupted": with the error as its context."""

    def saving() -> None:
        try:
            try:
                if error:
                    raise error
                raise UpdateError
            except OperationalError:
                raise UpdateError  # noqa: B904 - as Django's own does
        except UpdateError:
            raise SessionInterrupted("ended")  # noqa: B904 - as Django's own does

    with pytest.raises(SessionInterrupted) as interrupted:
        saving()
    assert views.not_understood(RequestFactory().get("/"), interrupted.value).status_code == status
