"""After a restore: is every lock on, has every role its right and no more, does the record hold?"""

from __future__ import annotations

from livingwell.operate.backup.places import Server

#: role → may log in, may pass row security
ROLES = {
    "livingwell_owner": (True, False),
    "livingwell_app": (True, False),
    "livingwell_steward": (False, False),
    "livingwell_gate": (False, False),
    "livingwell_backup": (True, True),
}


def what_is_wrong(server: Server) -> list[str]:
    """A sentence for each thing that is not as it must be; none when all is well."""
    from livingwell.kit.database import locks
    from livingwell.kit.record.checking import verify_all

    wrong: list[str] = []
    with server.connect() as connection:
        found = {
            name: (login, passes)
            for name, login, passes, super_ in connection.execute(
                "select rolname, rolcanlogin, rolbypassrls, rolsuper from pg_roles where rolname like 'livingwell%'"
            ).fetchall()
            if not super_
        }
        wrong += [f"the role {name} is missing, or may more than it should" for name, may in ROLES.items()
                  if found.get(name) != may]  # fmt: skip
        locked = connection.execute(
            "select c.relname, c.relrowsecurity and c.relforcerowsecurity,"
            " (select count(*) from pg_policy p where p.polrelid = c.oid)"
            " from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        ).fetchall()
        on = {name: count for name, forced, count in locked if forced}
        wrong += [f"the table {table} is not locked" for table in locks.locks if on.get(table, 0) < 3]
        guards = {name for (name,) in connection.execute("select tgname from pg_trigger where tgenabled = 'A'")}
        wrong += [f"the guard {name} is missing" for _, name, _ in locks.guards if name not in guards]
    wrong += [f"{each.table}: {each.says}" for table in verify_all() for each in table.broken]
    return wrong
