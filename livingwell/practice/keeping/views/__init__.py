"""What is seen of what is kept."""
