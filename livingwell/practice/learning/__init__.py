"""Learning: supervision, what we noticed and will try, what workers tell of themselves; see README.md."""
