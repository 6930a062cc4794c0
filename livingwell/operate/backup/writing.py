"""Writing a file so that it is there whole, or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from livingwell.operate.backup.stream import SealedWriter


@contextlib.contextmanager
def sealed_file(path: Path, key: bytes, kind: str) -> Iterator[SealedWriter]:
    """A sealed file for this user alone, under its name only once every byte of it is on the disk. Whatever goes wrong
    before, what was there under the name stays as it was."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            writer = SealedWriter(file, key, kind)
            yield writer
            writer.close()
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def heads_as_restored(heads: dict[str, dict[str, Any]]) -> Path | None:
    """Begin the file of exported seals anew where a backup ended; the old file is put aside, and its name given.

    What was sealed after the backup is not in it: the file put aside shows how far the record once went.
    """
    from django.conf import settings

    path, now = Path(settings.SEAL_HEADS_FILE), datetime.now(UTC)
    aside = None
    if path.exists():
        aside = path.with_name(f"{path.stem}.before-restore-{now:%Y%m%d-%H%M%S}{path.suffix}")
        path.replace(aside)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [{"table": table, **head, "sealed_at": f"before the backup; restored {now:%Y-%m-%d %H:%M}Z"}
             for table, head in heads.items()]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return aside
