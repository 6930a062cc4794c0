"""Looking out for each other: worries about an adult or a child, and workers on visits; see README.md."""
