"""Looking at what an answer tells the browser beside its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from livingwell.web.headers import ON_EVERY_ANSWER, RECORDING

#: A page may be stricter about itself than the rule.
STRICTER = {"Referrer-Policy": {"no-referrer"}}
#: The two pages that may ask for the microphone.
RECORDS = ("<slug:place>/story/sounds/new/", "<slug:place>/entries/<uuid:pk>/sounds/new/")
NOT_ALLOWED = re.compile(r"unsafe|\*|data:|blob:|https?:|report-")


def unprotected(response: Any, what: str) -> Iterator[str]:
    """What is missing from an answer, or laxer than the rule."""
    for name, value in ON_EVERY_ANSWER.items():
        said = response.headers.get(name)
        if name == "Permissions-Policy" and said == RECORDING and what in RECORDS:
            continue
        if said != value and said not in STRICTER.get(name, set()):
            yield f"{what}: {name}: {said}"
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy or NOT_ALLOWED.search(policy):
        yield f"{what}: Content-Security-Policy: {policy}"
    if not response.headers.get("Cache-Control"):
        yield f"{what}: no word on being kept"
