"""What follows by itself: a copy that was asked for is made."""

from livingwell.kit.record.models import Event
from livingwell.kit.record.telling import after
from livingwell.practice.keeping.jobs import export_destroyed, make_copy, tell_privacy_lead_of_request, tell_who_agrees


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


@after("enter_request")
def tell_every_lead(event: Event) -> None:
    """The same of what one of the leads entered: another may answer it."""
    tell_the_lead(event)


@after("propose_destruction")
def ask_for_the_second_name(event: Event) -> None:
    """Nothing goes with one name: whoever can give the second is told."""
    tell_who_agrees.defer(row=str(event.row_id))


@after("propose_found")
def ask_for_the_second_name_of_found(event: Event) -> None:
    """The same, where its keeping time has passed."""
    ask_for_the_second_name(event)


@after("destroy_words")
def say_it_outside(event: Event) -> None:
    """A restore must know of it, when this transaction is committed."""
    export_destroyed.defer()
