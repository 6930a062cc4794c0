"""The seals exported outside the database, after a restore: what was sealed after the backup is put aside."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def as_restored(restored: dict[str, dict[str, Any]]) -> Path | None:
    """Let the file of exported links end where the backup did; gives where the longer one was put, if it was longer.

    Lines that the backup knows of stay as they were: what was tampered with before the backup still shows. Where there
    is no file (another machine), every link in the database is exported anew.
    """
    from django.conf import settings

    from livingwell.kit.database.speaking import speaking
    from livingwell.kit.record import heads
    from livingwell.kit.record.checking import VERIFYING

    path, aside = Path(settings.SEAL_HEADS_FILE), None
    with heads.one_at_a_time():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
        kept = [line for line in lines if not _later(line, restored)]
        if len(kept) < len(lines):
            aside = path.with_name(f"{path.stem}.before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}{path.suffix}")
            path.rename(aside)
            path.write_text("".join(kept), encoding="utf-8")
        with speaking(VERIFYING):
            heads.export(list(restored))
    return aside


def _later(line: str, restored: dict[str, dict[str, Any]]) -> bool:
    try:
        said = json.loads(line)
        return bool(said["last"] > restored.get(said["table"], {"last": -1})["last"])
    except (ValueError, KeyError, TypeError):
        return False  # a line that cannot be read stays, and is said to be broken
