"""`/healthz`: does this process live? `/readyz`: can it serve, and if not, what is missing?

Answered before anything else: without a session, without a look at whose name the caller used, and (`/healthz`) without
the database. For whoever watches over the platform; what they say is no secret, and a proxy may keep them to itself.
"""

from __future__ import annotations

import logging
import mmap
from collections.abc import Callable
from functools import cache

from cryptography.exceptions import InvalidTag
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse

from livingwell.kit.secrets import keys
from livingwell.kit.secrets.master import master_key

logger = logging.getLogger("livingwell.health")

#: The job worker says every ten seconds that it lives.
HEARD_WITHIN = 60  # seconds

#: One byte that the web server's processes share: set while it lets go of callers before it ends.
_draining = mmap.mmap(-1, 1)

Answer = Callable[[HttpRequest], HttpResponse]


def drain() -> None:
    """From now on `/readyz` sends callers elsewhere, in every process forked from this one."""
    _draining[0] = 1


def health(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path == "/readyz":
            found = {"serving": not _draining[0]} | looked_at()
            return JsonResponse({"ready": all(found.values())} | found, status=200 if all(found.values()) else 503)
        return get_response(request)

    return answer


def looked_at() -> dict[str, bool]:
    """What is needed to serve, each there or not. Where the database is away the others cannot be known."""
    found = dict.fromkeys(("database", "migrations", "worker", "keys"), False)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select app || '.' || name from django_migrations")
            found["database"] = True
            found["migrations"] = wanted() <= {name for (name,) in cursor.fetchall()}
            cursor.execute(
                "select exists (select from procrastinate_workers"
                " where last_heartbeat > clock_timestamp() - make_interval(secs => %s))",
                [HEARD_WITHIN],
            )
            found["worker"] = bool(cursor.fetchone()[0])
            cursor.execute("select owner_id, wrapped from kit_datakey where wrapped is not null limit 1")
            found["keys"] = _opens(cursor.fetchone())
    except Error:
        logger.warning("the database did not answer whether we are ready", exc_info=True)
    return found


@cache
def wanted() -> frozenset[str]:
    """The migrations this version was written for. More of them may have been applied: a newer version lives beside."""
    return frozenset(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def _opens(row: tuple[str, bytes] | None) -> bool:
    """The master key is there, and is the one that wrapped the keys."""
    try:
        master_key()
        if row is not None:
            keys.unwrapped(row[0], bytes(row[1]))
    except (ImproperlyConfigured, InvalidTag):
        return False
    return True
