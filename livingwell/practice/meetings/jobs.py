"""What this room does by itself: whoever asked to talk today stays asked for."""

from livingwell.kit.work import job
from livingwell.practice.meetings.actions import calling


@job("call on the team again", errand=calling.CALLING.why, every="*/15 * * * *")
def call_on_the_team_again() -> None:
    """Every quarter of an hour: who has waited an hour since anybody was called on is asked for again."""
    calling.call_again()
