"""Journeys, holds, handovers, endings."""
