"""What is written down about the tests is true: every test file that a page or a promise names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from livingwell.operate.promises import PROMISES
from tests.laws.reading import CODE, ROOT, name_of

NAMED = re.compile(r"[\w./-]*\btest_\w+\.py")
LINKED = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)[^)]*\)")
#: Files and folders of ours, as pages name them in the room they stand in or from the top.
FILE = re.compile(r"`([\w./-]+\.(?:py|md|html|css|csv|sql|json))`")


def pages() -> Iterator[Path]:
    """Every README of ours, the documents, and how to use the components."""
    yield from sorted(path for path in ROOT.glob("*.md"))
    yield from sorted(ROOT.glob("docs/**/*.md"))
    yield from sorted(path for path in CODE.rglob("*.md") if ".pytest_cache" not in path.parts)


def stands(name: str, page: Path) -> bool:
    """A bare name in the page's own room; a path from the page, or the end of one from the top."""
    if "/" not in name:
        return any(page.parent.rglob(name))
    return (page.parent / name).exists() or (ROOT / name).is_file() or _in_code(name)


def _in_code(name: str) -> bool:
    return any(str(path).endswith(f"/{name}") for path in CODE.rglob(Path(name).name))


def said(page: Path) -> str:
    """The page's text; of a link its target alone."""
    return re.sub(r"\[[^\]]*\]\(([^)]*)\)", r"`\1`", page.read_text(encoding="utf-8"))


def test_every_test_that_a_page_names_exists() -> None:
    gone = [
        f"{name_of(page)}: {name}" for page in pages() for name in NAMED.findall(said(page)) if not stands(name, page)
    ]
    assert gone == []


def test_every_link_between_our_pages_leads_somewhere() -> None:
    gone = [
        f"{name_of(page)}: {target}"
        for page in pages()
        for target in LINKED.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert gone == []


def test_every_file_that_a_room_names_exists() -> None:
    gone = [
        f"{name_of(page)}: {name}"
        for page in pages()
        if CODE in page.parents
        for name in FILE.findall(said(page))
        if not stands(name, page)
    ]
    assert gone == []


def test_every_test_that_stands_for_a_promise_exists() -> None:
    named = [test for promise in PROMISES.values() for test in promise.tests]
    assert [test for test in named if not (ROOT / test).is_file()] == []


def test_every_room_says_what_it_is_for() -> None:
    """A room is a folder with an app of its own; so are the floors `operate` and `kit`."""
    silent = [name_of(app.parent) for app in sorted(CODE.rglob("apps.py")) if not (app.parent / "README.md").exists()]
    assert silent == []


def test_the_map_leads_somewhere() -> None:
    """Everything `docs/MAP.md` says to open is there."""
    text = (ROOT / "docs" / "MAP.md").read_text(encoding="utf-8")
    named = [name for name in re.findall(r"`([\w./-]*/[\w./-]*)`", text) if not name.startswith("/")]
    assert len(named) > 40
    assert [name for name in named if not any((where / name).exists() for where in (CODE, ROOT))] == []
