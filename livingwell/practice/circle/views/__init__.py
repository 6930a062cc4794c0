"""What is seen of who is around a person."""
