"""What the application may do to this room's tables, and to which rows."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, lock, widen_lock
from livingwell.people.models import Person
from livingwell.practice.circle.locks import OWN
from livingwell.practice.circle.models import CircleTie, Share, Understanding, WordToTeam
from livingwell.practice.holding.locks.conditions import held, offered
from livingwell.practice.holding.models import Ending, Handover, Hold, Journey

lock(Journey, read=f"{OWN} or {held()}", steward="select")
lock(
    Hold,
    read=f"{OWN} or (ended_at is null"
    f" and (holder_id = {VIEWER} or (team_id = any ({MY_TEAMS}) and kept_apart_at is null)))",
)
lock(
    Handover,
    # A function, not a condition spelled out: other policies ask about offers and shares, and what they ask is planned
    # anew in each of them, doubling with each level. Few rows are ever asked about here.
    read=f"(to_id = {VIEWER} and cardinality({MY_TEAMS}) > 0) or gate.holds_person(person_id)",
    insert=f"offered_by_id = {VIEWER} and to_id <> person_id and accepted_at is null"
    " and gate.is_holder(journey_id, person_id)",
    update=(
        "declined_by_id, declined_at, declined_because, withdrawn_by_id, withdrawn_at",
        f"to_id = {VIEWER} or offered_by_id = {VIEWER}",
    ),
    becoming=f"(declined_at is null or (to_id = {VIEWER} and declined_by_id = {VIEWER}))"
    f" and (withdrawn_at is null or (offered_by_id = {VIEWER} and withdrawn_by_id = {VIEWER}))"
    " and (declined_at is not null or withdrawn_at is not null)",
    steward="select, insert",
)
lock(
    Ending,
    read=f"{OWN} or ({VIEWER} in (said_by_id, seconded_by_id) and cardinality({MY_TEAMS}) > 0) or {held()}",
    # Said by oneself, or the person's own word; of that person's own journey; seconded and undone later, by others.
    insert=f"(said_by_id = {VIEWER} or said_by_id = person_id) and ({OWN} or gate.holds_person(person_id))"
    " and gate.journey_is_of(journey_id, person_id) and seconded_at is null and undone_at is null",
    # The second of two workers writes their own name; undoing is the gate's.
    update=("seconded_by_id, seconded_at", f"person_id <> {VIEWER} and said_by_id <> {VIEWER} and ({held()})"),
    becoming=f"seconded_by_id = {VIEWER}",
    steward="select, insert",
)
widen_lock(Person, read=f"{held('{t}.id')} or {offered('{t}.id')}")
# Who is in the circle of somebody without an account, and who sees what: printed for them by those who hold them.
widen_lock(Share, read="gate.prints_for(person_id)")
widen_lock(CircleTie, read="gate.prints_for(person_id)")
widen_lock(WordToTeam, read=held())
widen_lock(Understanding, read=held())
