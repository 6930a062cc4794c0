"""Restoring a backup into an empty database: proved whole before anything is written, checked when it is there."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livingwell.operate.backup import manifest, seals
from livingwell.operate.backup.keyring import open_keyring
from livingwell.operate.backup.making import KIND, Failed, Tick
from livingwell.operate.backup.manifest import FORMAT, Manifest
from livingwell.operate.backup.places import Server, program
from livingwell.operate.backup.stream import Frames, opened

ERRAND = "restoring"
NEWER = "This backup was made by a newer version ({}): bring this one up to date first."


class Refused(Exception):
    """Nothing was written; says why."""


@dataclass(frozen=True)
class Restored:
    """What was brought back: the manifest, of its keys how many open nothing any more, and how much of what was
    destroyed or taken away after the backup was so again. `refused` is what the database would not have taken away."""

    manifest: Manifest
    keys: int
    destroyed: int
    destroyed_again: int
    taken_away_again: int
    refused: list[str]
    messages_given_up: int
    heads_put_aside: Path | None


def look_at(path: Path, key: bytes, tick: Tick) -> Manifest:
    """The manifest of a backup whose every byte has been proved.

    :raises livingwell.operate.backup.stream.Unreadable: when any has not.
    """
    size = max(1, path.stat().st_size)
    with path.open("rb") as file:
        frames = Frames(opened(file, key, KIND))
        found = manifest.read(frames.whole_section())
        if found.format > FORMAT:
            raise Refused(NEWER.format(found.version))
        for _ in range(2):
            for _ in frames.section():
                tick(file.tell(), 2 * size, "proved")
        frames.end()
    return found


def restore(
    path: Path, keyring: Path, key: bytes, *, owner: Server, backup: Server, older_keyring: bool, tick: Tick
) -> Restored:
    """Bring a backup back into the empty database that Django is set up for.

    :raises Refused: when it must not be; then nothing was written.
    :raises livingwell.operate.backup.stream.Unreadable: when a file is not whole, or under another key.
    """
    found = look_at(path, key, tick)
    _must_fit(found, owner)
    _prove_keyring(keyring, key, found, older_keyring)
    _bring_back(path, key, owner, found.postgres, tick)
    with backup.connect() as connection:
        there, heads = manifest.counted(connection), manifest.heads(connection)
    if there != found.counts:
        wrong = [f"{t}: {n} then, {there.get(t, 0)} now" for t, n in found.counts.items() if there.get(t) != n]
        raise Failed("The rows are not those that were counted:\n" + "\n".join(wrong))

    if heads != found.heads:
        raise Failed("The newest seals are not those that the backup noted.")

    from livingwell.operate.make_ready import migrate

    migrate()  # later migrations than the backup's, and every lock, grant and role's right
    keys, destroyed, again = _keys_back(path, keyring, key)
    taken, refused = _take_away_again()
    return Restored(
        found, keys, destroyed, again, taken, refused, _give_up_messages(), seals.as_restored(found.heads)
    )  # fmt: skip


def _must_fit(found: Manifest, owner: Server) -> None:
    from django.db.migrations.loader import MigrationLoader

    ours = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    apps = {name.partition(".")[0] for name in ours}
    newer = [name for name in found.migrations if name not in ours and name.partition(".")[0] in apps]
    if newer:
        raise Refused(NEWER.format(f"{found.version}, with {newer[-1]}"))
    with owner.connect() as connection:
        row = connection.execute(
            "select current_setting('server_version_num')::int / 10000,"
            " (select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))"
        ).fetchone()
    major, tables = row or (0, 0)
    if tables:
        raise Refused(
            f"The database {owner.dbname} is not empty (it has {tables} tables): restore only into a new one, "
            "so that nothing is ever overwritten."
        )
    if major < found.postgres:
        raise Refused(f"This backup was made by PostgreSQL {found.postgres}, and this server is {major}.")


def _prove_keyring(path: Path, key: bytes, found: Manifest, older: bool) -> None:
    """The keyring is whole, not older than the backup, and the master key at hand opens it."""
    from cryptography.exceptions import InvalidTag

    from livingwell.kit.secrets import keys

    with open_keyring(path, key) as ring:
        if ring.made_at < found.made_at and not older:
            raise Refused(
                f"The keyring ({ring.made_at}) is older than the backup ({found.made_at}): the words of whoever came "
                "in between could not be read. Find a newer one, or say --older-keyring."
            )
        tried = False
        for batch in ring.batches:
            for each in batch:
                if each.wrapped is not None and not tried:
                    tried = True
                    try:
                        keys.unwrapped(each.owner, each.wrapped)
                    except InvalidTag:
                        raise Refused("The wrapping key at hand is not the one that wraps this keyring.") from None


def _bring_back(path: Path, key: bytes, owner: Server, major: int, tick: Tick) -> None:
    """All of it in one transaction: it is there whole, or the database is as empty as before."""
    with owner.connect() as connection:
        server = int(connection.info.server_version / 10000)
    command = [str(program("pg_restore", max(major, server))), "--single-transaction", "--exit-on-error"]
    command += ["--no-owner", "--no-privileges", "--no-comments", f"--dbname={owner.dbname}"]
    size = max(1, path.stat().st_size)
    with (
        path.open("rb") as file,
        subprocess.Popen(
            command, env=owner.surroundings(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stderr is not None
        frames = Frames(opened(file, key, KIND))
        frames.whole_section()
        frames.whole_section()
        try:
            for frame in frames.section():
                process.stdin.write(frame)
                tick(size + file.tell(), 2 * size, "brought back")
            frames.end()
            process.stdin.close()
        except BrokenPipeError:
            pass  # it gave up, and says why
        except BaseException:
            process.kill()  # before its standard input ends: an unfinished transaction is undone
            raise
        said = process.stderr.read().decode(errors="replace").strip()
    if process.returncode != 0:
        raise Failed("pg_restore gave up, and nothing was written:\n" + "\n".join(said.splitlines()[:5]))


def _keys_back(path: Path, keyring: Path, key: bytes) -> tuple[int, int, int]:
    """The keys on the keyring go back; who had one at the time of the backup and is not on it was destroyed since. What
    was exported as destroyed does not come back, however old the keyring is."""
    from livingwell.kit.database.speaking import speaking
    from livingwell.kit.secrets import keys
    from livingwell.kit.viewers import Errand
    from livingwell.practice.keeping import exported

    lines = exported.lines()
    gone_since = exported.keys_gone(lines)
    with open_keyring(keyring, key) as ring, speaking(Errand(ERRAND)):
        for batch in ring.batches:
            keys.put_back(
                (each.owner, None, each.made_at, gone_since[each.owner])
                if each.owner in gone_since
                else (each.owner, each.wrapped, each.made_at, each.destroyed_at)
                for each in batch
            )
        with path.open("rb") as file:
            frames = Frames(opened(file, key, KIND))
            frames.whole_section()
            for frame in frames.section():
                gone: list[Any] = json.loads(frame)
                keys.put_back((owner, None, made_at, ring.made_at) for owner, made_at in gone)
        again = exported.destroy_again(lines)
        return *keys.how_many(), again


def _take_away_again() -> tuple[int, list[str]]:
    """What was taken away after the backup (shares, work here, accounts) is not given back."""
    from livingwell.kit.database.speaking import speaking
    from livingwell.kit.viewers import Errand
    from livingwell.practice.keeping import taken_away

    with speaking(Errand(ERRAND)):
        done, refused = taken_away.take_away_again(taken_away.lines())
    return done, [f"{line.act}, of {line.about}, {line.at:%Y-%m-%d %H:%M}" for line in refused]


def _give_up_messages() -> int:
    """What waited to be sent has been sent since, or comes too late: nobody is written to twice by a restore."""
    from livingwell.kit.database.speaking import speaking
    from livingwell.kit.sending.jobs import give_up_all_waiting
    from livingwell.kit.viewers import Errand

    with speaking(Errand(ERRAND)):
        return give_up_all_waiting()
