"""What this room does by itself: calling for whoever has not come back."""

from livingwell.kit.work import job
from livingwell.practice.looking_out.actions import visits


@job("call for who is overdue", errand=visits.OVERDUE.why, every="*/5 * * * *")
def call_for_who_is_overdue() -> None:
    """Every five minutes: whoever should have been back."""
    visits.call_for_overdue()
