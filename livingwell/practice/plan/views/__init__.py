"""What is seen of a plan."""
