"""Where are the real directory files, which are not ours to ship?"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[5]
BRISTOL = "bristol_oruk_v1_page1.json"
TRAFFORD = "trafford_mental_health_services.csv"


def shared_file(name: str) -> bytes:
    """The bytes of a real directory file; skips the test, saying so, where the shared data is absent."""
    shared = Path(os.environ.get("LIVINGWELL_SHARED") or ROOT.parent / "shared")
    path = shared / "data" / "directory" / name
    if not path.is_file():
        pytest.skip(f"the shared data is not here: {name} (set LIVINGWELL_SHARED)")
    return path.read_bytes()
