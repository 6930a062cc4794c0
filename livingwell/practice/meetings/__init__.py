"""Meetings, planned and happened; the team's notes."""
