"""The record under seal: honest data is clean, with writers at work too; whatever is changed afterwards is found.

That whatever is changed is found is tried a thousand times over by `tests/torture/tampering`.
"""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connections, transaction

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record import sealing
from livingwell.kit.record.checking import verify_all
from livingwell.kit.record.jobs import SEALING, seal_records
from livingwell.kit.record.models import Event, Seal
from livingwell.kit.viewers import Errand
from livingwell.operate.commands import verify_events
from tests.jobs import run_jobs

WRITING = Errand("an invented place")
PLACE = uuid4()


def write(rows: int, act: str = "hold_journey") -> None:
    with speaking(WRITING):
        for _ in range(rows):
            Event(at=clock.now(), act=act, place_id=PLACE, errand="x", facts={"to": "é😀|'"}).save(force_insert=True)


def broken() -> list[str]:
    return [each.says for table in verify_all() for each in table.broken]


@pytest.fixture
def heads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "SEAL_HEADS_FILE", tmp_path / "heads.jsonl")
    return tmp_path / "heads.jsonl"


@pytest.mark.usefixtures("heads", "own_database")
def test_nobody_waits_for_sealing_and_it_waits_for_whoever_has_drawn_a_number() -> None:
    """A number is drawn, and not committed, while later ones are: sealing goes no further until it is known."""
    drawn, commit = threading.Event(), threading.Event()

    def slow() -> None:
        with speaking(WRITING):
            write(1, "slow")
            drawn.set()
            assert commit.wait(60)
        connections.close_all()

    def seal() -> int:
        try:
            return seal_records()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        slowly = pool.submit(slow)
        assert drawn.wait(60)
        write(1, "before")
        sealing_them = pool.submit(seal)
        while not is_sealing():
            assert not sealing_them.done()
        write(3, "meanwhile")  # would wait for ever, were writers kept out
        commit.set()
        slowly.result(60)
        assert sealing_them.result(60) >= 2
    seal_records()
    assert broken() == []


def is_sealing() -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_locks l join pg_database d on d.oid = l.database"
            " where l.locktype = 'advisory' and l.granted and d.datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.usefixtures("heads")
def test_a_gap_left_by_a_rollback_is_no_fault_but_a_row_put_into_it_is(cluster: Any, own_database: str) -> None:
    write(3)
    with transaction.atomic():
        write(2)
        transaction.set_rollback(True)
    write(3)
    seal_records()
    assert broken() == []
    with cluster.connect(own_database, autocommit=True) as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute(
            "insert into kit_event (id, number, at, act, place_id, channel, errand, facts) select gen_random_uuid(),"
            " (select min(number) + 3 from kit_event), now(), 'forged', gen_random_uuid(), '', '', '{}'"
        )
    assert broken() != []


@pytest.mark.usefixtures("own_database", "heads")
def test_sealing_while_others_write_and_two_sealers_at_once_keep_one_whole_chain() -> None:
    def writer(_: int) -> None:
        for _ in range(10):
            write(2)
        connections.close_all()

    def sealer(_: int) -> None:
        for _ in range(6):
            seal_records()
        connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        futures = [pool.submit(writer, n) for n in range(3)] + [pool.submit(sealer, n) for n in range(2)]
        for future in futures:
            future.result(timeout=120)
    seal_records()
    (events,) = [table for table in verify_all() if table.table == "kit_event"]
    assert (events.broken, events.rows, events.waiting) == ([], 60, 0)


@pytest.mark.usefixtures("own_database", "heads")
def test_the_check_while_others_write_is_clean() -> None:
    write(5)
    seal_records()

    def writer(_: int) -> None:
        for _ in range(15):
            write(1)
        seal_records()
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(writer, n) for n in range(2)]
        while not all(future.done() for future in futures):
            assert broken() == []
        for future in futures:
            future.result()


@pytest.mark.usefixtures("own_database")
def test_long_chains_are_sealed_in_batches(heads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    write(10)
    assert seal_records() == 10
    (events,) = [table for table in verify_all() if table.table == "kit_event"]
    assert (events.links, events.rows, events.broken) == (3, 10, [])
    lines = [json.loads(line) for line in heads.read_text().splitlines()]
    assert [line["table"] for line in lines] == ["kit_event"] * 3
    assert len({line["hash"] for line in lines}) == 3
    assert seal_records() == 0


def test_the_command_says_what_it_found(
    heads: Path, cluster: Any, own_database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr(verify_events, "database_for_a_while", nullcontext)
    write(4)
    seal_records()
    write(1)
    assert verify_events.handle(None) == 0  # type: ignore[arg-type]
    said = capsys.readouterr().out
    assert "All as it was sealed" in said
    assert ["kit_event", "1", "4", "1", "0"] in [line.split() for line in said.splitlines()]
    with cluster.connect(own_database, autocommit=True) as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute("update kit_event set act = 'forged'")
    assert verify_events.handle(None) == 1  # type: ignore[arg-type]
    assert "edited, renumbered or replaced" in capsys.readouterr().out


@pytest.mark.usefixtures("own_database")
def test_a_line_torn_as_the_power_went_is_written_again(heads: Path) -> None:
    write(2)
    seal_records()
    write(2)
    seal_records()
    whole = heads.read_bytes()
    heads.write_bytes(whole[:-20])
    seal_records()
    assert heads.read_bytes() == whole


@pytest.mark.usefixtures("own_database")
def test_the_job_seals_and_exports(heads: Path) -> None:
    from livingwell.kit.record.jobs import seal_often

    write(2)
    seal_often.defer(timestamp=0)
    run_jobs()
    assert heads.exists()
    assert broken() == []
    with speaking(SEALING):
        assert Seal.objects.count() >= 1


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["update kit_event set act = 'x'", "delete from kit_event"])
def test_no_one_who_comes_through_the_platform_edits_the_record(sql: str) -> None:
    from django.db import connection

    write(1)
    with speaking(WRITING), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(sql)


@pytest.mark.usefixtures("own_database")
def test_not_even_the_owner_of_the_tables_edits_the_record() -> None:
    write(1)
    for sql in ("update kit_event set act = 'x'", "delete from kit_event", "update kit_seal set hash = ''"):
        seal_records()
        with connections["owner"].cursor() as cursor:
            cursor.execute("select count(*) from kit_event")
            # Row security hides the rows from the owner as well (FORCE); nothing can be edited that cannot be seen.
            try:
                with transaction.atomic(using="owner"):
                    cursor.execute(sql)
                    assert cursor.rowcount == 0
            except DatabaseError:
                pass
    assert broken() == []
