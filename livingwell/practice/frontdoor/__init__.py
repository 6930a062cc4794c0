"""Introductions, first conversations."""
