"""Who may: rules written once, and the managers, doors and acts that ask them."""
