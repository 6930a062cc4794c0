"""Reading the code: the files that laws are about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ROOT / "livingwell"


def python_files() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the product but its tests and migrations, parsed."""
    for path in sorted(CODE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(CODE).parts):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def templates() -> Iterator[tuple[Path, str]]:
    """Every template with its text."""
    for path in sorted(CODE.rglob("templates/**/*.html")):
        yield path, path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
