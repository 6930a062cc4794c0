"""What does the database allow? The second lock on messages and what belongs to them."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, lock
from livingwell.practice.circle.locks import OWN
from livingwell.practice.holding.locks import held
from livingwell.practice.messages.models import CalendarFeed, ChosenWay, Message, Reminded

OF_THE_TEAM = f"person_id <> {VIEWER} and ({held()})"
OWN_FEED = f"{OWN} and cardinality({MY_TEAMS}) > 0"

lock(
    Message,
    read=f"{OWN} or {held()}",
    # In one's own name; the team's words by the team, and never to oneself.
    insert=f"""written_by_id = {VIEWER} and heard_at is null and gate.journey_is_of(journey_id, person_id)
        and ((side = 'theirs' and {OWN}) or (person_id <> {VIEWER} and gate.holds_person(person_id)))""",
    update=("heard_by_id, heard_by_name, heard_at", OF_THE_TEAM),
    becoming=f"heard_by_id = {VIEWER}",
)
lock(
    ChosenWay,
    read=f"{OWN} or {held()}",
    # In the person's own name alone; what a worker enters in their voice is written by the platform's errand.
    insert=f"{OWN} and chosen_by_id = {VIEWER}",
    update=("way, chosen_by_id, chosen_by_name, chosen_at, channel, reminders_ended_by_id, reminders_ended_at", OWN),
    becoming=f"chosen_by_id = {VIEWER} or reminders_ended_by_id = {VIEWER}",
    steward="select, insert, update",
)
lock(Reminded, read=f"{OWN} or {held()}", steward="select, insert")
lock(
    CalendarFeed,
    read=OWN_FEED,
    insert=f"{OWN_FEED} and ended_at is null",
    update=("ended_by_id, ended_at", OWN_FEED),
    becoming=f"ended_by_id = {VIEWER}",
    # A restore ends what had been ended.
    steward="select, update",
)
