"""What follows by itself: the privacy lead is told of every opening, in the same transaction as the opening."""

from livingwell.kit.record.models import Event
from livingwell.kit.record.telling import after
from livingwell.practice.circle.jobs import tell_privacy_leads


@after("open_unshared")
def alert_privacy_leads(event: Event) -> None:
    """Enqueue the message; without the opening there is none, and without it there is no opening."""
    tell_privacy_leads.defer(opening=str(event.row_id))
