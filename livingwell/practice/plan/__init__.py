"""My Plan: the person's own."""
