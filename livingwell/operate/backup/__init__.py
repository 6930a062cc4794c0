"""Backups: one encrypted file of the whole database as it stood at one moment, and the keyring that is kept apart.

Two files that must never lie together, and what opens them (docs/adr, "Backups hold no keys"):

- a *backup*: every table but the data keys, as `pg_dump` wrote it, sealed under the backup key;
- the *keyring*: the data keys as they are, wrapped by the master key. There is one, replaced each time, so that a key
  destroyed in the database is gone from every backup, old ones too, once the keyring has been written again.

Neither holds the backup key nor the master key.
"""
