"""Settings have one list: what the code reads from the environment is in it, and the page is written from it."""

from __future__ import annotations

import re

from livingwell.kit.configuration import SETTINGS, as_page
from livingwell.operate.commands.settings import PAGE
from tests.laws.reading import CODE, name_of, python_files

READ = re.compile(r"""(?:environ(?:\.get\(|\[|\.setdefault\()|_secret\(|getenv\()\s*["'](\w+)["']""")
#: Not ours to set: other programs' own.
OTHERS = {"DJANGO_SETTINGS_MODULE", "PYTHONUNBUFFERED", "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID"}


def test_every_name_the_code_reads_is_in_the_list() -> None:
    known = {each.name for each in SETTINGS}
    unknown = {
        f"{name_of(path)}: {name}"
        for path, _ in python_files()
        for name in READ.findall(path.read_text(encoding="utf-8"))
        if name not in known | OTHERS
    }
    assert unknown == set(), "add it to livingwell/kit/configuration.py, then: livingwell settings --write"


def test_every_name_in_the_list_is_read() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py") if path.name != "configuration.py")
    assert [each.name for each in SETTINGS if each.name not in code] == []


def test_the_page_is_written_from_the_list() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_page(), "livingwell settings --write"


def test_whatever_holds_a_password_is_a_secret() -> None:
    telling = re.compile(r"KEY(?!RING)|_URL$|PASSWORD|SMTP")
    open_ones = {"LIVINGWELL_URL"}
    assert [e.name for e in SETTINGS if telling.search(e.name) and not e.secret and e.name not in open_ones] == []
