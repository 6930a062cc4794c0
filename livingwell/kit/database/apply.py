"""Applying the declared locks to a database, whole, after every migration; run again, it changes nothing."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction

from livingwell.kit.database import locks

#: The gate's own first questions; rooms add theirs. Written so that an unset or emptied setting means nobody.
FOUNDATION = """
create schema if not exists gate;
grant usage on schema public, gate to livingwell_app, livingwell_steward, livingwell_gate;

create or replace function gate.viewer() returns uuid language sql stable parallel safe as
    $$ select nullif(current_setting('livingwell.viewer', true), '')::uuid $$;

create or replace function gate.is_steward() returns boolean language sql stable parallel safe as
    $$ select current_setting('role', true) = 'livingwell_steward'
          and coalesce(current_setting('livingwell.errand', true), '') <> '' $$;
"""


def apply_locks_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Django's post_migrate comes once an app; the locks are applied once, after the last of them."""
    from django.apps import apps

    with_tables = [app.name for app in apps.get_app_configs() if app.models_module is not None]
    if using == "owner" and sender.name == with_tables[-1]:
        apply_locks(using)


def apply_locks(using: str = "owner") -> None:
    """Bring grants, policies and gate functions to what the rooms declare. One transaction: all of it or none."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(FOUNDATION)
        cursor.execute("grant create on schema gate to livingwell_gate")
        for sql in locks.functions:
            cursor.execute(sql)
            cursor.execute(f"alter function {locks.function_name(sql)} owner to livingwell_gate")
        cursor.execute("revoke create on schema gate from livingwell_gate")
        cursor.execute(
            "revoke execute on all functions in schema gate from public;"
            "grant execute on all functions in schema gate to livingwell_gate, livingwell_app, livingwell_steward"
        )
        for name in locks.private_functions:
            cursor.execute(f"revoke execute on function {name} from livingwell_app, livingwell_steward")
        for opened in locks.opened.values():
            cursor.execute(_grants(opened.table, opened.app, opened.steward))
        for table in _library_tables(cursor):
            cursor.execute(_grants(table, "select, insert, update, delete", "select, insert, update, delete"))
        for lock in locks.locks.values():
            cursor.execute(_lock_sql(lock))
        for table, name, definition in locks.guards:
            cursor.execute(_guard_sql(table, name, definition))
        for role in ("livingwell_app", "livingwell_steward"):
            cursor.execute(f"grant usage on all sequences in schema public to {role}")


def _library_tables(cursor: Any) -> list[str]:
    cursor.execute("select tablename from pg_tables where schemaname = 'public'")
    return [table for (table,) in cursor.fetchall() if table.startswith(tuple(locks.libraries))]


def _grants(table: str, app: str, steward: str) -> str:
    lines = [f"revoke all on {table} from public, livingwell_app, livingwell_steward, livingwell_gate"]
    if app:
        lines.append(f"grant {app} on {table} to livingwell_app")
    if steward:
        lines.append(f"grant {steward} on {table} to livingwell_steward")
    lines.append(f"grant select, insert, update, delete on {table} to livingwell_gate")
    return ";".join(lines)


def _lock_sql(lock: locks.Lock) -> str:
    """The statements that put one table's lock on. The order does not matter: they run in one transaction."""
    table = lock.table
    app = ["select"]
    policies = [("seen", "select", f"using ({lock.read})")]
    if lock.insert is not None:
        app.append("insert")
        policies.append(("begun", "insert", f"with check ({lock.insert})"))
    if lock.update is not None:
        columns, which = lock.update
        app.append(f"update ({columns})" if columns != "*" else "update")
        after = which if lock.becoming is None else f"({which}) and ({lock.becoming})"
        policies.append(("changed", "update", f"using ({which}) with check ({after})"))
    if lock.delete is not None:
        app.append("delete")
        policies.append(("removed", "delete", f"using ({lock.delete})"))
    lines = [
        f"do $$ declare p record; begin for p in select policyname from pg_policies where schemaname = 'public'"
        f" and tablename = '{table}' loop execute format('drop policy %I on {table}', p.policyname); end loop; end $$",
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        _grants(table, ", ".join(app), lock.steward),
        f"create policy gate on {table} to livingwell_gate using (true) with check (true)",
        f"create policy steward on {table} to livingwell_steward using ((select gate.is_steward()))"
        " with check ((select gate.is_steward()))",
    ]
    lines += [f"create policy {name} on {table} for {verb} to livingwell_app {how}" for name, verb, how in policies]
    return ";".join(lines)


def _guard_sql(table: str, name: str, definition: str) -> str:
    """Made once, never replaced: replacing a trigger would lock the table on every deployment."""
    return (
        f"do $$ begin if not exists (select from pg_trigger where tgname = '{name}' and tgrelid = '{table}'::regclass)"
        f" then create constraint trigger {name} {definition}; alter table {table} enable always trigger {name};"
        " end if; end $$"
    )
