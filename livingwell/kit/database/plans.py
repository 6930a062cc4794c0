"""Plans are kept through a rollback: a refusal of ours is an everyday answer, and no reason to plan everything anew.

The driver forgets every plan of a connection at a rollback, in case what was rolled back had made a table. The
application's role makes none (it owns nothing), and PostgreSQL itself plans again what was changed beneath it. What
it cannot plan again, a read whose columns have become others, it says; then everything is forgotten, as it was before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]
from psycopg._preparing import Prepare, PrepareManager
from psycopg.errors import FeatureNotSupported, InvalidSqlStatementName
from psycopg.pq.abc import PGresult

_FORGOTTEN_BY_THE_SERVER = re.compile(rb"(?:DROP|ALTER|DISCARD ALL|DEALLOCATE ALL)\b")


class KeptPlans(PrepareManager):
    """The driver's book of what is planned on a connection, which a rollback leaves as it is."""

    def clear(self) -> bool:
        """Called by the driver at every rollback: there is nothing to forget."""
        return False

    def forget(self) -> None:
        """Everything is to be planned anew."""
        super().clear()

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *_: Any) -> bool:
        if any(_FORGOTTEN_BY_THE_SERVER.match(result.command_status or b"") for result in results):
            self.forget()
            return True
        return False


class KeepingCursor(ServerBindingCursor):  # type: ignore[misc]
    """Asks as every cursor does; where a plan no longer fits its table, or is not there, all are forgotten."""

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().execute(*args, **kwargs)
        except (FeatureNotSupported, InvalidSqlStatementName):
            self.connection._prepared.forget()
            raise


def keep_plans(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Of the application's connections, as each is made. (The owner's makes and alters tables.)"""
    if connection.alias != "default":
        return
    raw: Any = connection.connection
    before, raw._prepared = raw._prepared, KeptPlans()
    raw.prepare_threshold, raw.prepared_max = before.prepare_threshold, before.prepared_max
    raw.cursor_factory = KeepingCursor
