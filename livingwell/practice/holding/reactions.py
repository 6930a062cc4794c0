"""What follows by itself: what a circle tells, and what a young person wants to talk about, reaches whoever holds."""

from livingwell.kit.record.models import Event
from livingwell.kit.record.telling import after
from livingwell.practice.holding.jobs import tell_holder


@after("tell_team")
@after("ask_to_talk_it_through")
def tell_whoever_holds(event: Event) -> None:
    """Enqueue the message in the transaction of what it is about."""
    tell_holder.defer(person=str(event.about_id))
