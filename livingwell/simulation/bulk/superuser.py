"""The embedded cluster's superuser: the only one whose rows no policy reads. It exists on this machine alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections

from livingwell.kit.embedded_socket import PORT
from livingwell.people.invented import must_be_invented


@dataclass(frozen=True)
class Way:
    """How to reach the database as its superuser; plain words, so that another process can be told them."""

    host: str
    dbname: str

    def connect(self, **options: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(host=self.host, port=PORT, dbname=self.dbname, user="postgres", **options)


def way_in() -> Way:
    """The way into an invented database on this machine.

    :raises NotInvented: with somebody's own database, or one without the mark.
    """
    must_be_invented()
    settings = connections["owner"].settings_dict
    return Way(str(settings["HOST"]), str(settings["NAME"]))
