"""Writing a file so that it is there whole, or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

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
