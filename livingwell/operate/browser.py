"""The browser that tests walk in: this machine's own. None is ever downloaded.

`find()` is for the tests; `python -m livingwell.operate.browser --install` for `make test`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"]
MISSING = (
    "The tests need a browser and this machine has none: install Chromium or Chrome "
    "(on Debian and Ubuntu: apt install chromium), or set LIVINGWELL_BROWSER to its path."
)


def find() -> str | None:
    """The path of a Chromium-like browser, or None."""
    chosen = os.environ.get("LIVINGWELL_BROWSER")
    return shutil.which(chosen) if chosen else next((path for name in NAMES if (path := shutil.which(name))), None)


def launch_options() -> dict[str, object]:
    """For Playwright's `chromium.launch(**launch_options())`."""
    path = find()
    if path is None:
        raise RuntimeError(MISSING)
    # In containers there is neither a sandbox for root nor a large /dev/shm.
    return {"executable_path": path, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


def install() -> bool:
    """Debian's Chromium, where we may install it; a plain typeface with it, so that pages have letters."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print("Installing Debian's Chromium for the tests", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
    ):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            return False
    return find() is not None


def main() -> int:
    if find() is None and not ("--install" in sys.argv and install()):
        print(MISSING, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
