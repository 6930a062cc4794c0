"""Persons, accounts, places, organisations, teams, memberships, duty, roles."""
