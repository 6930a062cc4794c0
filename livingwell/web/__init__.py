"""The front page, navigation, the map of addresses; pages composed from several rooms."""
