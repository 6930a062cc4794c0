"""The proxy that `docs/operate` offers lets through what pages take, and writes nothing of it to a disk."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.urls import get_resolver

from livingwell.kit.files.taking import AT_MOST
from livingwell.kit.permission.checks import every_pattern

CONF = (Path(__file__).parents[2] / "docs/operate/nginx.conf").read_text(encoding="utf-8")
#: What a form adds around a file: its other fields and the lines between them.
AROUND = 500_000
EXAMPLES = {"<slug:place>": "alderbrook", "<uuid:pk>": "0199c000-0000-7000-8000-000000000000"}


def sizes(name: str) -> list[int]:
    """What the directive says, in bytes, first for every address and then for those that take a file."""
    return [int(megabytes) * 1024 * 1024 for megabytes in re.findall(rf"^\s*{name} (\d+)m;", CONF, re.MULTILINE)]


def test_a_file_is_let_through_where_a_page_takes_one_and_nowhere_else() -> None:
    [where] = re.findall(r"location ~ (\S+) \{", CONF)
    for route, pattern in every_pattern(get_resolver().url_patterns):
        address = "/" + route
        for converter, example in EXAMPLES.items():
            address = address.replace(converter, example)
        takes = getattr(pattern.callback, "takes_file", False)
        assert bool(re.fullmatch(where.strip("^$"), address)) == takes, address


def test_what_is_sent_fits_and_stays_in_memory() -> None:
    [everywhere, files] = sizes("client_max_body_size")
    assert everywhere > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert files > AT_MOST + AROUND
    assert sizes("client_body_buffer_size") == [everywhere, files], "what is longer than this lies on a disk meanwhile"
    assert "proxy_max_temp_file_size 0;" in CONF
