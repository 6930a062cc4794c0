"""Instruments that try to break the platform: `make torture` runs them at length, `make test` a short form of each."""
