"""What we depend on: each with its reason, pinned with hashes, and from nowhere in particular."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_its_reason(name):
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.search(r"\S\s+# \S+ \S+", line), f"no reason given: {line}"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_pinned_lists_hold_hashes_and_no_addresses(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"://|--index-url|--extra-index|--find-links|--trusted-host|^-e |@ file", text, re.MULTILINE)
    pinned = re.findall(r"^([A-Za-z0-9._\[\],-]+)==[^\s;]+[^\n]*\n(\s+--hash=sha256:[0-9a-f]{64})", text, re.MULTILINE)
    named = re.findall(r"^[A-Za-z0-9]", text, re.MULTILINE)
    assert len(pinned) == len(named) > 10


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_asked_for_is_pinned(name):
    asked = re.findall(r"^([A-Za-z][A-Za-z0-9._-]*)", (ROOT / f"{name}.in").read_text(), re.MULTILINE)
    pinned = re.findall(r"^([A-Za-z][A-Za-z0-9._-]*)==", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)
    assert set(asked) <= set(pinned)
