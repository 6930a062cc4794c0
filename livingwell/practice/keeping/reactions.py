"""What follows by itself: a copy that was asked for is made, a second name is asked for, and what was destroyed or
taken away is said outside the database."""

from livingwell.kit.record.models import Event
from livingwell.kit.record.telling import after
from livingwell.practice.keeping import doing_again
from livingwell.practice.keeping.jobs import export_destroyed, make_copy, tell_privacy_lead_of_request, tell_who_agrees
from livingwell.practice.keeping.taken_away import done_again


@after("copy_for_request")
@after("ask_for_copy")
def begin_to_make_it(event: Event) -> None:
    """Enqueue the making, unless it is under way."""
    if event.facts.get("anew"):
        make_copy.defer(copy=str(event.row_id))


@after("enter_request")
@after("ask_right")
def tell_the_lead(event: Event) -> None:
    """Whoever looks after privacy is told that a clock began; also by one of them, for another may answer."""
    tell_privacy_lead_of_request.defer(request=str(event.row_id))


@after("propose_found")
@after("propose_destruction")
def ask_for_the_second_name(event: Event) -> None:
    """Nothing goes with one name: whoever can give the second is told."""
    tell_who_agrees.defer(row=str(event.row_id))


@after("destroy_words")
def say_it_outside(event: Event) -> None:
    """A restore must know of it, when this transaction is committed."""
    export_destroyed.defer()


done_again("end_share", doing_again.share_ends)
done_again("end_all_shares", doing_again.all_shares_end)
done_again("end_tie", doing_again.tie_ends)
done_again("leave_team", doing_again.worker_leaves)
done_again("close_organisation", doing_again.organisation_leaves)
done_again("close_account", doing_again.account_closes)
