"""Where the bench keeps its own cluster, and what the processes it starts find around them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from livingwell.operate import embedded

ROOT = Path(__file__).resolve().parents[2]
#: Its own, and never the one that somebody works with.
HOME = Path(os.environ.get("BENCH_HOME", ROOT / ".livingwell-bench")).resolve()
#: A web worker's connections name themselves, so that their backends can be told from everybody else's.
WEB = "bench-web"


def sizes() -> list[int]:
    """How many people: BENCH_PEOPLE, numbers with commas or spaces between them."""
    said = os.environ.get("BENCH_PEOPLE", "").replace(",", " ").split() or ["1000", "10000", "100000"]
    try:
        return [int(one) for one in said]
    except ValueError:
        raise SystemExit("BENCH_PEOPLE is a list of numbers, say BENCH_PEOPLE=1000,10000") from None


def keeps() -> bool:
    """Whether a place that earlier code made is to be measured as it is."""
    return os.environ.get("BENCH_KEEP", "") == "1"


def database_for(people: int) -> str:
    """The name of the database with so many people in it."""
    return f"livingwell_bench_{people}"


def building(database: str) -> dict[str, str]:
    """For commands that make an invented place in the bench's own cluster."""
    return _bare() | {
        "LIVINGWELL_DATABASE_NAME": database,
        "DJANGO_SETTINGS_MODULE": "livingwell.web.settings",
    }


def serving(cluster: embedded.Cluster, database: str, *, settings: str, user: str, name: str) -> dict[str, str]:
    """For what serves, or asks as the server would: production's settings, from the environment as in production."""
    where = f"host={quote(str(cluster.socket_dir), safe='')}&application_name={name}"
    return _bare() | {
        "DATABASE_URL": f"postgresql://{user}@/{database}?{where}",
        "DJANGO_SETTINGS_MODULE": settings,
        "LIVINGWELL_SECRET_KEY": "fifty letters that keep nobody's secret, for it is a bench",
        "LIVINGWELL_MASTER_KEY": (HOME / "keys" / "master.key").read_text(),
        "LIVINGWELL_SEAL_HEADS": str(HOME / "seals" / f"{database}.jsonl"),
    }


def _bare() -> dict[str, str]:
    """What surrounds us, without anything that a maintainer may have set for a place of their own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LIVINGWELL_", "DATABASE_", "PG"))}
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return kept | {"LIVINGWELL_HOME": str(HOME), "PYTHONPATH": path, "PYTHON": sys.executable}
