"""The floor everything stands on: rules and doors, row locks, events, secrets, forms. It knows no word of the domain."""
