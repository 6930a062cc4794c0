"""What the front door does by itself: half-finished introductions go when their time is over."""

from livingwell.kit.work import job
from livingwell.practice.frontdoor import drafts


@job("remove old drafts", errand=drafts.OLD_DRAFTS.why, every="17 * * * *")
def remove_old_drafts() -> None:
    """Every hour: what nobody came back for in 14 days is removed, unread."""
    drafts.remove_old()
