"""Migrating while somebody uses the tables: nobody is made to wait, and it is done as soon as they are done."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections

from livingwell.kit.database.apply import apply_locks
from livingwell.operate import make_ready, migrating


def locks_again(verbosity: int = 0) -> None:
    """What every migration ends with: each table's lock is put on anew, which needs the table for itself."""
    apply_locks("owner")


def test_a_table_in_use_is_tried_again(own_database: str, cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_ready, "migrate", locks_again)
    monkeypatch.setattr(migrating, "PAUSE", 0)
    paused: list[int] = []
    with cluster.connect(own_database) as reader, cluster.connect(own_database, autocommit=True) as other:
        reader.execute("select count(*) from kit_event")  # and keeps its transaction open

        def pausing(number: int) -> None:
            paused.append(number)
            other.execute("set statement_timeout = '400ms'; select count(*) from kit_event")  # nobody queues meanwhile
            if number == 2:
                reader.rollback()

        migrating.migrate_patiently(pausing=pausing)
    assert paused == [1, 2]


def test_it_gives_up_and_says_so(own_database: str, cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_ready, "migrate", locks_again)
    monkeypatch.setattr(migrating, "PAUSE", 0)
    monkeypatch.setattr(migrating, "TRIES", 1)
    with cluster.connect(own_database) as reader:
        reader.execute("select count(*) from kit_event")
        with pytest.raises(migrating.InUse):
            migrating.migrate_patiently()


def test_a_half_made_index_is_made_anew(own_database: str, cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_ready, "migrate", lambda verbosity=0: None)
    with cluster.connect(own_database, autocommit=True) as superuser:
        superuser.execute("create index half_made on kit_event (act)")
        superuser.execute("update pg_index set indisvalid = false where indexrelid = 'half_made'::regclass")
        superuser.execute("alter table kit_event owner to livingwell_owner")
        migrating.migrate_patiently()
        assert superuser.execute("select to_regclass('half_made')").fetchone() == (None,)
    connections["owner"].close()
