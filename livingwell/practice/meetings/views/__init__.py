"""Pages and presses of the meetings room."""
