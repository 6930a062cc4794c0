"""What can be asked about a team's day?"""

from livingwell.practice.team.reads.board import Board, board
from livingwell.practice.team.reads.day import Day, day
from livingwell.practice.team.reads.filters import Show
from livingwell.practice.team.reads.rows import Row
from livingwell.practice.team.reads.teams import MyTeam, my_teams

__all__ = ["Board", "Day", "MyTeam", "Row", "Show", "board", "day", "my_teams"]
