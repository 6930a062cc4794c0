"""The record under seal: honest data is clean, with writers at work too; whatever is changed afterwards is found.

The changes are made as PostgreSQL's superuser with triggers off, which is more than anybody has who comes in through
the platform.
"""

from __future__ import annotations

import json
from collections.abc import Callable
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


@pytest.fixture
def tamper(own_database: str, heads: Path, cluster: Any) -> Callable[[str], None]:
    """Three links of ten rows, sealed and exported; then SQL of the superuser's, triggers off."""
    for _ in range(3):
        write(10)
        seal_records()
    assert broken() == []

    def change(sql: str) -> None:
        with cluster.connect(own_database, autocommit=True) as superuser:
            superuser.execute("set session_replication_role = replica")
            superuser.execute(sql)

    return change


FIFTEENTH = "(select number from kit_event order by number offset 14 limit 1)"


@pytest.mark.parametrize(
    "sql",
    [
        f"update kit_event set act = 'accept_handover' where number = {FIFTEENTH}",
        f"update kit_event set facts = '{{}}' where number = {FIFTEENTH}",
        f"update kit_event set at = at - interval '1 day' where number = {FIFTEENTH}",
        f"update kit_event set by_id = gen_random_uuid() where number = {FIFTEENTH}",
        f"delete from kit_event where number = {FIFTEENTH}",
        "delete from kit_event where number > (select max(number) - 5 from kit_event)",
        "delete from kit_event",
        "truncate kit_event",
        f"""with two as (select id, number, lag(number) over w as one, lead(number) over w as other from kit_event
            where number in ({FIFTEENTH}, {FIFTEENTH} + 1) window w as (order by number))
            update kit_event e set number = coalesce(two.one, two.other) from two where e.id = two.id""",
        f"""insert into kit_event (id, number, at, act, place_id, channel, errand, facts)
            select gen_random_uuid(), {FIFTEENTH}, now(), 'forged', gen_random_uuid(), '', '', '{{}}'""",
        "update kit_seal set hash = repeat('0', 64) where \"table\" = 'kit_event' and first = 0",
        "delete from kit_seal where id = (select min(id) from kit_seal where \"table\" = 'kit_event')",
        "delete from kit_seal where id = (select max(id) from kit_seal where \"table\" = 'kit_event')",
        "truncate kit_seal",
        "truncate kit_seal, kit_event",
    ],
    ids=[
        "edited act", "edited facts", "moved in time", "another's name", "deleted in the middle", "end cut off",
        "all deleted", "truncated", "reordered", "forged in the middle", "edited seal", "first seal gone",
        "last seal gone", "all seals gone", "everything gone",
    ],
)  # fmt: skip
def test_whatever_is_changed_is_found(tamper: Callable[[str], None], sql: str) -> None:
    tamper(sql)
    assert broken() != []


def test_a_chain_made_anew_whole_is_found_by_the_heads_outside(tamper: Callable[[str], None], heads: Path) -> None:
    """Whoever can rewrite rows and seals alike makes a chain that holds by itself."""
    tamper(f"update kit_event set act = 'forged' where number = {FIFTEENTH}; truncate kit_seal")
    with speaking(SEALING):
        sealing.seal_table(Event)
    exported = heads.read_text()
    assert any("is gone" in says for says in broken())
    heads.unlink()
    assert broken() == [], "without the heads it holds: they are what is kept elsewhere"
    heads.write_text(exported)


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
    (head,) = [json.loads(line) for line in heads.read_text().splitlines()]
    assert head["table"] == "kit_event"
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
    assert "are not as they were sealed" in capsys.readouterr().out


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
