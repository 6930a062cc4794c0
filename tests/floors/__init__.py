"""What a lower floor promises, shown with rows of the rooms above it."""
