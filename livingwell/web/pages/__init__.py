"""Pages composed from several rooms: a person's home, and a journey as its workers see it."""
