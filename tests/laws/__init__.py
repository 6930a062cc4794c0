"""Laws: tests that read the whole codebase, so that nobody has to remember."""
