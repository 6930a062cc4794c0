"""The embedded database starts as anyone, again and again, after any kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from livingwell.kit.embedded_socket import LONGEST_FOLDER, socket_dir
from livingwell.operate import embedded


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("cluster") / "home"
    yield home
    embedded.stop(home)


@pytest.fixture
def cluster(home):
    cluster = embedded.start(home, fast=True)
    embedded.prepare(cluster)
    return cluster


def test_a_second_start_finds_the_first(home, cluster):
    assert embedded.start(home).pid == cluster.pid
    assert embedded.is_running(home)


def test_nothing_listens_on_the_network(cluster):
    with cluster.connect() as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        assert int(connection.execute("show max_connections").fetchone()[0]) >= 200


def test_what_was_committed_survives_a_kill(home):
    embedded.stop(home)  # one that was started fast keeps no such promise
    cluster = embedded.start(home)
    embedded.prepare(cluster)
    with cluster.connect() as connection:
        connection.execute("create table if not exists kept (word text)")
        connection.execute("insert into kept values ('here')")
    open_when_killed = cluster.connect()
    os.kill(cluster.pid, signal.SIGKILL)
    again = embedded.start(home)
    assert again.pid != cluster.pid
    with again.connect() as connection:
        assert connection.execute("select word from kept").fetchone() == ("here",)
        connection.execute("drop table kept")
    open_when_killed.close()


def test_a_stopped_cluster_is_not_taken_for_a_running_one(home, cluster):
    assert embedded.stop(home)
    assert not embedded.stop(home)
    assert not embedded.is_running(home)


@pytest.mark.parametrize("told", ["ourselves", "nobody at all", "nonsense", "nothing"])
def test_a_lying_pid_file_is_not_believed(home, cluster, told):
    embedded.stop(home)
    says = {
        "ourselves": f"{os.getpid()}\n",
        "nobody at all": "4194303\n",
        "nonsense": "once upon a time\n",
        "nothing": "",
    }
    (cluster.data / "postmaster.pid").write_text(says[told])
    assert not embedded.is_running(home)
    assert embedded.start(home, fast=True).pid != os.getpid()


def test_a_killed_first_start_begins_afresh(tmp_path):
    home = tmp_path / "home"
    half_made = home / "postgres" / "being-made" / "base"
    half_made.mkdir(parents=True)
    (half_made / "1").write_text("half a page")
    try:
        assert embedded.start(home, fast=True).pid
    finally:
        embedded.stop(home)


def test_two_starters_get_one_server(home):
    embedded.stop(home)
    code = (
        "import sys; from pathlib import Path; from livingwell.operate import embedded; "
        "cluster = embedded.start(Path(sys.argv[1]), fast=True); embedded.prepare(cluster); print(cluster.pid)"
    )
    starters = [
        subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    said = {starter.communicate(timeout=60)[0].strip() for starter in starters}
    assert said == {str(embedded.running_pid(home))}


def test_a_socket_has_room_for_its_name(tmp_path):
    short = Path("/tmp/lw")
    assert socket_dir(short) == short.resolve() / "run"
    deep = tmp_path / ("very" * 25) / "deep"
    assert len(os.fsencode(socket_dir(deep))) <= LONGEST_FOLDER
    assert socket_dir(deep) == socket_dir(deep) != socket_dir(deep / "other")


@pytest.mark.parametrize("name", ["very" * 25, "it's a home, with a comma"])
def test_a_home_with_a_difficult_name_works(tmp_path, name):
    home = tmp_path / name
    try:
        with embedded.start(home, fast=True).connect("postgres") as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    finally:
        embedded.stop(home)
        for leftover in socket_dir(home).iterdir():
            leftover.unlink()
        socket_dir(home).rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can pretend to be somebody else")
def test_another_users_home_is_left_alone(tmp_path):
    os.chown(tmp_path, 12345, 12345)
    with pytest.raises(embedded.CannotStart, match="belongs to another user"):
        embedded.start(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_runs_it_as_nobody(cluster):
    assert psutil.Process(cluster.pid).username() == "nobody"


def test_other_databases_on_this_machine_are_not_taken_for_ours(home, cluster, tmp_path, monkeypatch):
    """Where processes of another user may not be looked into, as in a container or for an ordinary user."""

    def denied(process):
        raise psutil.AccessDenied(process.pid)

    monkeypatch.setattr(psutil.Process, "cwd", denied)
    data = tmp_path / "postgres"
    data.mkdir()
    os.chown(data, cluster.data.stat().st_uid, -1)
    assert embedded.left_behind(data) == []
    assert embedded.running_pid(home) == cluster.pid


# ---- the roles ------------------------------------------------------------------------------------------------------


def test_the_application_owns_nothing_and_makes_nothing(cluster):
    embedded.prepare(cluster)  # a second time changes nothing
    with cluster.connect(user="livingwell_app", autocommit=True) as app:
        for forbidden in ("create table here (id int)", "create temporary table here (id int)", "create schema mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)


def test_the_application_becomes_a_steward_for_one_transaction_only(cluster):
    with cluster.connect() as admin:
        admin.execute("create table for_stewards as select 1 as id")
        admin.execute("grant select on for_stewards to livingwell_steward")
    try:
        with cluster.connect(user="livingwell_app", autocommit=True) as app:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("select * from for_stewards")
            with app.transaction():
                app.execute("set local role livingwell_steward")
                assert app.execute("select * from for_stewards").fetchone() == (1,)
            assert app.execute("select current_user").fetchone() == ("livingwell_app",)
    finally:
        with cluster.connect() as admin:
            admin.execute("drop table for_stewards")


@pytest.mark.parametrize("role", ["livingwell_steward", "livingwell_gate"])
def test_nobody_logs_in_as_steward_or_gate(cluster, role):
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        cluster.connect(user=role)


def test_no_role_passes_row_security(cluster):
    with cluster.connect() as admin:
        passing = admin.execute(
            "select rolname, rolbypassrls and not (rolsuper or rolcreaterole or rolcreatedb) from pg_roles"
            " where rolname like 'livingwell%' and (rolsuper or rolbypassrls or rolcreaterole)"
        )
        # A backup reads every row; that it can write none is asked in tests/laws/test_locks_cover_all.py.
        assert passing.fetchall() == [("livingwell_backup", True)]
