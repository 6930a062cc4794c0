"""A command borrows the embedded database: it is there, and it ends with the last who needed it."""

import subprocess
import sys

import pytest

from livingwell.operate import django_ready, embedded


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("LIVINGWELL_HOME", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(django_ready, "_close_connections", lambda: None)  # the tests' own stay open
    yield home
    embedded.stop(home)


def test_a_database_that_nobody_ran_ends_with_the_last_command(home):
    with django_ready.database_for_a_while():
        assert embedded.is_running(home)
        code = (
            "from livingwell.operate.django_ready import database_for_a_while\n"
            "with database_for_a_while(): print('open', flush=True); input()"
        )
        other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert other.stdout.readline() == "open\n"
    assert embedded.is_running(home)  # the other still needs it
    other.communicate("\n", timeout=20)
    assert other.returncode == 0
    assert not embedded.is_running(home)


def test_a_database_that_somebody_left_running_stays(home):
    embedded.start(home, fast=True)
    with django_ready.database_for_a_while():
        pass
    assert embedded.is_running(home)


def test_somebodys_own_database_is_not_ours_to_start(home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with django_ready.database_for_a_while():
        assert not home.exists()
