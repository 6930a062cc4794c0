"""How support feels: the rooms in which people are welcomed, held, heard and connected."""
