"""What exists: how each open journey stands, the team's huddles, and its rota."""

from livingwell.practice.team.models.huddles import Huddle, HuddleOrder, Said, Turn
from livingwell.practice.team.models.rota import Capacity, Leave, PlannedDuty
from livingwell.practice.team.models.standings import Standing

__all__ = ["Capacity", "Huddle", "HuddleOrder", "Leave", "PlannedDuty", "Said", "Standing", "Turn"]
