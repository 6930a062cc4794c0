"""What only the front door's templates need."""
