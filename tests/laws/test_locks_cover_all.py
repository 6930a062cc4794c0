"""Every table is locked, opened or a library's, aloud; the application owns nothing and can truncate nothing."""

import pytest
from django.db import connection

from livingwell.kit.database import locks


@pytest.mark.django_db
def test_every_table_is_spoken_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
    said = set(locks.locks) | set(locks.opened)
    assert {table for table in tables - said if not table.startswith(tuple(locks.libraries))} == set()


@pytest.mark.django_db
def test_row_security_is_on_and_forced() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity")
        assert set(locks.locks) <= {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_the_application_owns_nothing_and_truncates_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'livingwell_app'"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
            " and has_table_privilege(current_user, oid, 'truncate')"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_whoever_makes_backups_reads_and_writes_nothing() -> None:
    """Their role is the only one that row security does not bind: so the tables themselves must."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace in ('public'::regnamespace, 'gate'::regnamespace)"
            " and relkind in ('r', 'p', 'v', 'm')"
            " and has_table_privilege('livingwell_backup', oid, 'insert, update, delete, truncate, trigger')"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_private_gate_functions_are_closed_to_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select 'gate.' || proname from pg_proc where pronamespace = 'gate'::regnamespace"
            " and has_function_privilege(current_user, oid, 'execute')"
        )
        assert {name for (name,) in cursor.fetchall()} & set(locks.private_functions) == set()
