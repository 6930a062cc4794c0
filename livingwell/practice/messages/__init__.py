"""Messages between a person and their team; see README.md."""
