"""What exists: how each open journey stands, and the team's huddles."""

from livingwell.practice.team.models.huddles import Huddle, HuddleOrder, Said, Turn
from livingwell.practice.team.models.standings import Standing

__all__ = ["Huddle", "HuddleOrder", "Said", "Standing", "Turn"]
