"""My Story: the person's own."""
