"""Fixtures for every test of the project, inside rooms and out; they live in ``tests/fixtures.py``."""

import gc

# A test process is full of what every test needs: looking through all of it for rubbish, again and again, is a seventh
# of the suite's work. The web server's workers do the same (`livingwell/web/wsgi.py`).
gc.set_threshold(100_000, 50, 100)

pytest_plugins = ["tests.fixtures"]
