"""Fixtures for every test of the project, inside rooms and out; they live in ``tests/fixtures.py``."""

pytest_plugins = ["tests.fixtures"]
