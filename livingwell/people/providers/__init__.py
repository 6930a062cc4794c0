"""Signing in through an organisation's own OpenID Connect provider (see `docs/adr`, and `people/README.md`)."""
