"""What is seen at the front door: one file a part of the way."""
