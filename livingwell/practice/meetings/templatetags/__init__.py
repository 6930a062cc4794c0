"""What this room's templates may ask."""
