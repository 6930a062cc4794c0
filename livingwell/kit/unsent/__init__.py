"""Unsent words: what somebody has typed into a form and not sent yet, kept as they type (see `keeping`)."""
