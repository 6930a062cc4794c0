"""Kills parts of a running platform with SIGKILL, under load, and looks for what was lost."""

from tests.torture.killed_by_force.killing import LONG, NAME, SHORT, run

__all__ = ["LONG", "NAME", "SHORT", "run"]
