"""What dies is brought back; what is stopped stays stopped; what a killed supervisor left is ended, and no more."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from livingwell.operate import supervisor
from livingwell.operate.commands import run
from livingwell.operate.supervisor import Program, Supervisor

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)",
]


@pytest.fixture
def told():
    return []


@pytest.fixture
def keep(told):
    """Start a supervisor of these programs; whatever happens, they end with the test."""
    keepers = []

    def keep(*parts):
        keeper = Supervisor(parts, tell=told.append)
        keepers.append(keeper)
        keeper.start()
        return keeper

    yield keep
    for keeper in keepers:
        keeper.stop(patience=2)


def until(true, seconds=5.0):
    end = time.monotonic() + seconds
    while not (answer := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return answer


def test_a_killed_part_is_back_at_once(keep, told):
    web, jobs = Program("web server", SLEEPS), Program("job worker", SLEEPS)
    keeper = keep(web, jobs)
    killed, spared = web.pid(), jobs.pid()
    os.kill(killed, signal.SIGKILL)
    assert until(web.ended) == "killed by signal 9"
    keeper.look_after()
    assert web.pid() not in (None, killed)
    assert jobs.pid() == spared
    assert told == ["The web server died (killed by signal 9); bringing it back now."]


def test_while_a_killed_web_server_is_brought_back_its_workers_answer(keep):
    with supervisor.listen(0) as door:
        web = run.web_server(door, "wsgiref.simple_server:demo_app")
        keeper = keep(web)
        assert asked(door) == 200
        killed = web.pid()
        os.kill(killed, signal.SIGKILL)
        assert until(web.ended)
        ends = time.monotonic() + 2.5  # a worker looks for its server once a second
        while time.monotonic() < ends:
            assert asked(door) == 200
            time.sleep(0.05)
        keeper.look_after()
        assert web.pid() not in (None, killed)
        keeper.stop(patience=10)
        with pytest.raises(ProcessLookupError):
            until(lambda: os.killpg(killed, 0))


def asked(door):
    """The answer's status, from whoever answers at this door."""
    with contextlib.closing(http.client.HTTPConnection(*door.getsockname(), timeout=20)) as line:
        line.request("GET", "/")
        return line.getresponse().status


def test_what_leans_on_a_dead_part_waits_and_all_else_begins_before_it(keep, told):
    database, web = Program("database", SLEEPS), Program("web server", SLEEPS)
    jobs = Program("job worker", SLEEPS, leans_on="database")
    keeper = keep(database, web, jobs)
    for part in (database, web, jobs):
        os.kill(part.pid(), signal.SIGKILL)
        assert until(part.ended)
    began = []
    for part in (database, web, jobs):
        part.start = lambda part=part, start=part.start: (began.append(part.name), start())
    for _ in range(2):
        keeper.look_after()
    assert began == ["web server", "database", "job worker"]


def test_what_keeps_dying_is_tried_less_and_less_often(keep, told):
    fails = Program("job worker", [sys.executable, "-c", "raise SystemExit(3)"])
    keeper = keep(fails)
    for _ in range(3):
        until(fails.ended)
        keeper.look_after()
    assert told == [
        "The job worker died (ended by itself with code 3); bringing it back now.",
        "The job worker died (ended by itself with code 3); bringing it back in 0.5 seconds.",
    ]


def test_a_part_that_cannot_start_does_not_end_the_others(keep, told, monkeypatch):
    well, ill = Program("web server", SLEEPS), Program("job worker", SLEEPS)
    keeper = keep(well, ill)
    ill.command = ["/no/such/program"]
    os.kill(ill.pid(), signal.SIGKILL)
    until(ill.ended)
    keeper.look_after()
    keeper.look_after()
    assert well.pid() is not None
    assert "did not start" in told[-1] or "did not start" in told[-2]


def test_what_leans_on_a_part_is_started_anew_with_it(keep, told):
    database, jobs, web = (
        Program("database", SLEEPS),
        Program("job worker", SLEEPS, leans_on="database"),
        Program("web", SLEEPS),
    )
    keeper = keep(database, jobs, web)
    before, spared = jobs.pid(), web.pid()
    os.kill(database.pid(), signal.SIGKILL)
    until(database.ended)
    keeper.look_after()
    until(lambda: jobs.pid() != before)
    keeper.look_after()
    assert jobs.pid() not in (None, before)
    assert web.pid() == spared
    assert told == [
        "The database died (killed by signal 9); bringing it back now.",
        "The job worker leans on the database; starting it anew.",
    ]


def test_stopping_ends_them_all_even_the_stubborn(told):
    polite, stubborn = Program("web server", SLEEPS), Program("job worker", STUBBORN)
    keeper = Supervisor([polite, stubborn], tell=told.append)
    keeper.start()
    time.sleep(0.3)  # until it ignores us
    keeper.stop(patience=0.3)
    assert polite.pid() is None
    assert stubborn.pid() is None
    assert told == ["The job worker did not end when asked, and was ended."]


def test_a_killed_supervisor_takes_its_parts_with_it(tmp_path):
    code = (
        "import sys, time; from livingwell.operate.supervisor import Program; "
        f"p = Program('part', {SLEEPS!r}); p.start(); print(p.pid(), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    with parent:
        part = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert until(lambda: not part.is_running() or part.status() == psutil.STATUS_ZOMBIE)


# ---- who runs here --------------------------------------------------------------------------------------------------


def test_only_one_supervisor_holds_a_home(tmp_path):
    claim = supervisor.claim(tmp_path)
    claim.note(url="http://localhost:8000/", children=[])
    assert supervisor.somebody_runs(tmp_path)
    with pytest.raises(supervisor.AlreadyRunning) as already:
        supervisor.claim(tmp_path)
    assert already.value.note["url"] == "http://localhost:8000/"
    claim.release()
    assert not supervisor.somebody_runs(tmp_path)
    supervisor.claim(tmp_path).release()


def test_strays_are_ended_and_strangers_with_their_number_are_not(tmp_path):
    stray, stranger = (subprocess.Popen(SLEEPS) for _ in range(2))
    try:
        claim = supervisor.claim(tmp_path)
        ours, theirs = supervisor.identity(stray.pid), supervisor.identity(stranger.pid)
        theirs["began"] -= 100  # the number was ours, a hundred seconds before this process had it
        claim.note(children=[ours, theirs, {"pid": "?"}, {}])
        assert supervisor.end_strays(tmp_path) == 1
        assert stray.wait(5) is not None
        assert stranger.poll() is None
        claim.release()
    finally:
        for process in (stray, stranger):
            process.kill()
            process.wait()


@pytest.mark.parametrize("note", ["", "not json", "[]", '{"children": 3}'])
def test_a_spoiled_note_stops_nothing(tmp_path, note):
    (tmp_path / "supervisor.json").write_text(note)
    assert supervisor.running_supervisor(tmp_path) is None
    assert supervisor.end_strays(tmp_path) == 0


def test_a_taken_port_is_said_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(supervisor.PortTaken, match=f"Port {port} is used.*make run PORT={port + 1}"):
            supervisor.listen(port, patience=0)


def test_the_door_is_on_this_machine_alone():
    with supervisor.listen(0) as door:
        assert door.getsockname()[0] == "127.0.0.1"


def test_a_real_run_is_supervised_from_the_command_line(tmp_path):
    """`stop` ends a supervisor by asking, wherever it was started."""
    code = (
        "import sys; from pathlib import Path; from livingwell.operate import supervisor as s\n"
        "home = Path(sys.argv[1]); claim = s.claim(home)\n"
        f"keeper = s.Supervisor([s.Program('part', {SLEEPS!r})])\n"
        "import os\n"
        "def ask(): keeper.asked_to_stop = True\n"
        "with s.stops_when_asked(ask):\n"
        "    keeper.start(); claim.note(supervisor=s.identity(os.getpid()), children=[])\n"
        "    print('up', flush=True); keeper.run(); keeper.stop(); claim.release()\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    with running:
        assert running.stdout.readline() == "up\n"
        from livingwell.operate.commands.stop import stop_all

        assert stop_all(Path(tmp_path))
        assert running.wait(5) == 0
    assert not stop_all(Path(tmp_path))
