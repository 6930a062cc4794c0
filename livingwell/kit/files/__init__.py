"""Files that somebody hands in: taken only where a page asks for one, known by what is in them, cleaned of what they
tell besides."""
