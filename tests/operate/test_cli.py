"""The one door: reads well, opens fast, and says what it does not know."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from livingwell.operate import cli, home
from livingwell.operate.commands import prepare_database, reset

NAMES = [name for names in cli.COMMANDS.values() for name in names]
COMMANDS = Path(cli.__file__).with_name("commands")


def test_help_names_every_command_with_a_line(capsys):
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out
    for name in NAMES:
        assert f"  {name} " in said
    assert all(len(line) <= 110 for line in said.splitlines())


def test_every_command_file_is_behind_the_door():
    files = {path.stem for path in COMMANDS.glob("*.py")} - {"__init__"}
    assert files == {name.replace("-", "_") for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name, capsys):
    module = cli.command(name)
    assert module.HELP
    assert module.__doc__
    if not getattr(module, "TAKES_THE_REST", False):
        with pytest.raises(SystemExit) as done:
            cli.main([name, "--help"])
        assert done.value.code == 0
        assert f"livingwell {name}" in capsys.readouterr().out


def test_help_does_not_wait_for_django():
    code = (
        "import sys; from livingwell.operate import cli; cli.main(['--help']); sys.exit('django.conf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_an_unknown_command_is_told_what_there_is(capsys):
    assert cli.main(["runn"]) == 2
    assert "There is no command 'runn'. There are: run, stop" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_said(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(home.Unclear, match="PORT="):
        home.port()


def test_roles_are_printed_for_an_administrator(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["livingwell"])
    assert cli.main(["prepare-database", "--print"]) == 0
    said = capsys.readouterr().out
    for role in ("livingwell_owner", "livingwell_app", "livingwell_steward", "livingwell_gate"):
        assert role in said


def test_somebodys_own_database_is_not_prepared_by_us(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    assert cli.main(["prepare-database"]) == 2
    assert "administrator" in capsys.readouterr().out
    assert importlib.import_module(prepare_database.__name__).HELP


# ---- reset: deletes what is ours, and only that ---------------------------------------------------------------------


@pytest.fixture
def ours(tmp_path, monkeypatch):
    from livingwell.operate import embedded

    where = tmp_path / "home"
    monkeypatch.setenv("LIVINGWELL_HOME", str(where))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    embedded.claim(where)
    for name in ("postgres", "keys"):
        (where / name).mkdir()
        (where / name / "something").write_text("of the invented place")
    return where


def test_reset_deletes_the_home_it_made(ours):
    assert cli.main(["reset"]) == 0
    assert not ours.exists()
    assert cli.main(["reset"]) == 0  # nothing to delete is not a failure


def test_reset_leaves_what_is_not_ours(ours, capsys):
    (ours / "letter.txt").write_text("mine")
    assert cli.main(["reset"]) == 0
    assert sorted(path.name for path in ours.iterdir()) == ["letter.txt"]
    assert "Left alone" in capsys.readouterr().out


@pytest.mark.parametrize("marker", [None, "somebody else's words"])
def test_reset_refuses_a_folder_that_we_did_not_make(ours, marker):
    (ours / ".livingwell-home").unlink()
    if marker:
        (ours / ".livingwell-home").write_text(marker)
    assert cli.main(["reset"]) == 2
    assert (ours / "postgres" / "something").exists()


def test_reset_refuses_somebodys_own_database(ours, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    assert cli.main(["reset"]) == 2
    assert (ours / "postgres" / "something").exists()


def test_reset_does_not_follow_a_link_out_of_the_home(ours, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.txt").write_text("mine")
    (ours / "logs").symlink_to(elsewhere)
    assert cli.main(["reset"]) == 0
    assert (elsewhere / "letter.txt").exists()


def test_the_list_of_what_is_ours_holds_plain_names():
    assert all("/" not in name and name not in (".", "..") for name in reset.OURS)
