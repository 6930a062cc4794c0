"""The floor everything stands on: rules, doors, row locks, events, secrets, forms. No word of the domain."""
