"""Readers that turn a directory file's bytes into typed records and an honest report. No database, no Django."""
