"""What follows by itself: a copy that was asked for is made."""

from livingwell.kit.record.models import Event
from livingwell.kit.record.telling import after
from livingwell.practice.keeping.jobs import make_copy, tell_privacy_lead_of_request


@after("ask_for_copy")
def begin_to_make_it(event: Event) -> None:
    """Enqueue the making, unless it is under way."""
    if event.facts.get("anew"):
        make_copy.defer(copy=str(event.row_id))


@after("copy_for_request")
def begin_to_make_it_for_them(event: Event) -> None:
    """The same, where it answers a request."""
    begin_to_make_it(event)


@after("ask_right")
def tell_the_lead(event: Event) -> None:
    """Whoever looks after privacy is told that a clock began."""
    tell_privacy_lead_of_request.defer(request=str(event.row_id))
