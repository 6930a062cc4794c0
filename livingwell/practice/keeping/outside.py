"""Files of lines beside the exported seals, which a restore reads: what the database of a backup cannot know."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings


def beside_the_seals(name: str) -> Path:
    """Where the file called `name` is."""
    return Path(settings.SEAL_HEADS_FILE).with_name(name)


def read(path: Path) -> list[dict[str, Any]]:
    """Every line; one that was torn by a crash is left out, for it is written again."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def append(path: Path, lines: Iterable[dict[str, str]]) -> None:
    """The lines are on the disk when this is done. Each begins on a line of its own, whatever was torn before it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(f"\n{json.dumps(line)}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
