"""What is kept of somebody: a copy of all of it for them, on what basis and for how long, and what is destroyed."""
