"""What happened: events written in the act's own transaction, sealed in batches, and the reactions they cause."""
