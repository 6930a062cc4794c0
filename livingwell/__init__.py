"""Living Well: the platform on which a place runs community mental health support the way its people wish it were."""
