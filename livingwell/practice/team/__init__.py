"""The board, the day."""
