"""What this room does by itself: calling for whoever has not come back, and for a worry that nobody has taken."""

from livingwell.kit.work import job
from livingwell.practice.looking_out.actions import visits, worries


@job("call for who is overdue", errand=visits.OVERDUE.why, every="*/5 * * * *")
def call_for_who_is_overdue() -> None:
    """Every five minutes: whoever should have been back."""
    visits.call_for_overdue()


@job("call again for worries", errand=worries.CALLING_AGAIN.why, every="*/15 * * * *")
def call_again_for_worries() -> None:
    """Every quarter of an hour: what has waited an hour since a lead was called is called for again."""
    worries.call_again_for_untaken()
