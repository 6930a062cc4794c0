"""The second step of signing in: what there is, who is asked for one, and how it is given."""
