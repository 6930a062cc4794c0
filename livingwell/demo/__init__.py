"""The invented place: its people, its journeys, and becoming one of its cast."""
