"""What this room does by itself: reminding of what was agreed."""

from livingwell.kit.work import job
from livingwell.practice.messages.actions import reminding


@job("remind of what was agreed", errand=reminding.REMINDING.why, every="*/20 * * * *")
def remind_of_tomorrow() -> None:
    """Every twenty minutes: who meets somebody tomorrow, or wanted to do something by then, and was not told."""
    reminding.remind()
