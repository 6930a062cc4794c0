"""Where things are: the backup key, the database as who may read all of it, PostgreSQL's own programs."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from livingwell.operate import embedded, home

KEY_BYTES = 32
DEBIAN = Path("/usr/lib/postgresql")


def backup_key() -> bytes:
    """The 32 bytes that seal backups: LIVINGWELL_BACKUP_KEY. An invented place makes itself one.

    :raises livingwell.operate.home.Unclear: when it is missing or cannot be meant.
    """
    given = os.environ.get("LIVINGWELL_BACKUP_KEY", "")
    if given and given in {os.environ.get("LIVINGWELL_MASTER_KEY"), os.environ.get("LIVINGWELL_WRAPPING_KEY")}:
        raise home.Unclear("LIVINGWELL_BACKUP_KEY is the master or wrapping key: whoever found a backup could read it.")
    if not given:
        if home.has_own_database():
            raise home.Unclear("Set LIVINGWELL_BACKUP_KEY (openssl rand -base64 32), and keep it apart from backups.")
        return _made_here(home.home() / "keys" / "backup.key")
    try:
        key = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise home.Unclear(f"LIVINGWELL_BACKUP_KEY is not {KEY_BYTES} bytes in base64 (openssl rand -base64 32).")
    return key


def _made_here(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(base64.b64encode(os.urandom(KEY_BYTES)))
    return base64.b64decode(path.read_bytes())


@dataclass(frozen=True)
class Server:
    """A database and who connects to it, for psycopg and for PostgreSQL's programs alike."""

    dbname: str
    user: str
    host: str = ""
    port: str = ""
    password: str = field(default="", repr=False)
    options: dict[str, str] = field(default_factory=dict)

    def connect(self, **more: Any) -> psycopg.Connection[Any]:
        known = {"dbname": self.dbname, "user": self.user, "host": self.host, "port": self.port}
        given: dict[str, Any] = {name: value for name, value in known.items() if value} | self.options
        if self.password:
            given["password"] = self.password
        return psycopg.connect(**given, **more)

    def surroundings(self) -> dict[str, str]:
        """For a program of PostgreSQL's: the password goes by the environment, never by the command line."""
        known = {"PGDATABASE": self.dbname, "PGUSER": self.user, "PGHOST": self.host, "PGPORT": self.port}
        known |= {"PGPASSWORD": self.password} | {f"PG{k.upper()}": v for k, v in self.options.items()}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return inherited | {name: value for name, value in known.items() if value} | {"LC_ALL": "C.UTF-8"}


def as_backup() -> Server:
    """The database as the one role that reads every row and writes none (DATABASE_BACKUP_URL)."""
    if not home.has_own_database():
        return replace(as_owner(), user="livingwell_backup")
    url = os.environ.get("DATABASE_BACKUP_URL", "")
    if not url:
        raise home.Unclear("Set DATABASE_BACKUP_URL: the same database as the role livingwell_backup.")
    parts = urlsplit(url)
    return Server(
        dbname=unquote(parts.path.lstrip("/")),
        user=unquote(parts.username or "livingwell_backup"),
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
        password=unquote(parts.password or ""),
        options=dict(parse_qsl(parts.query)),
    )


def as_owner() -> Server:
    """The database as whoever owns its tables, as Django knows it."""
    from django.db import connections

    known = connections["owner"].settings_dict
    options = {name: value for name, value in known.get("OPTIONS", {}).items() if isinstance(value, str)}
    return Server(
        dbname=str(known["NAME"]), user=str(known["USER"]), host=str(known["HOST"] or ""),
        port=str(known["PORT"] or ""), password=str(known["PASSWORD"] or ""), options=options,
    )  # fmt: skip


def program(name: str, major: int) -> Path:
    """`pg_dump` or `pg_restore` fit for a server of version `major`: of that version, or the next later one there is.

    :raises livingwell.operate.home.Unclear: when none is installed.
    """
    found: dict[int, Path] = {}
    for path in _everywhere(name):
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        number = re.search(r"\) (\d+)", said)
        if number:
            found.setdefault(int(number[1]), path)
    fit = min((version for version in found if version >= major), default=None)
    if fit is None:
        raise home.Unclear(f"No {name} of PostgreSQL {major} here: apt install postgresql-client-{major}")
    return found[fit]


def _everywhere(name: str) -> list[Path]:
    places = sorted(DEBIAN.glob("*/bin")) if DEBIAN.is_dir() else []
    with contextlib.suppress(embedded.CannotStart):
        places.append(embedded.binaries())
    on_path = shutil.which(name)
    return [path / name for path in places if (path / name).exists()] + ([Path(on_path)] if on_path else [])
