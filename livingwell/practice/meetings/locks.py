"""What does the database allow? The second lock on meetings and what belongs to them; and promise 7: somebody who asks
to talk today stays asked until a meeting has happened."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, gate_function, guard, lock, open_table
from livingwell.practice.circle.locks import OWN, shared
from livingwell.practice.circle.models import Part
from livingwell.practice.holding.locks import held
from livingwell.practice.meetings.models import (
    Answer,
    AskedAgain,
    Attempt,
    CalledOn,
    Correction,
    Draft,
    HeldBack,
    HeldBackWords,
    KindTaken,
    KindWord,
    Letter,
    Meeting,
    NextStep,
    Note,
    TalkToday,
)
from livingwell.practice.meetings.rules import TRANSITIONS

#: A worker of the team that holds, never somebody with their own journey.
WORKS_WITH = f"person_id <> {VIEWER} and ({held()})"
LET_INTO_MEETINGS = f"{OWN} or {held()} or {shared(Part.MEETINGS)}"
PROMISER = f"promiser_id = {VIEWER} and cardinality({MY_TEAMS}) > 0"
MAY_WRITE = f"person_id <> {VIEWER} and gate.holds_person(person_id)"


def _written_by(column: str) -> str:
    return f"{column} = {VIEWER} and {MAY_WRITE}"


_FOLLOWS = " or ".join(
    f"(old.stage = '{before.value}' and new.stage = '{after.value}')"
    for before, afters in TRANSITIONS.items()
    for after in afters
)

# The table in rules.py, said by the database; and what has been told is not changed by anybody.
gate_function(f"""
create or replace function gate.meeting_follows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if old.stage = 'planned' and new.stage = 'planned' then return null; end if;
    if old.stage = 'happened' then
        raise exception 'meeting % has been told: a correction stands beside it', new.id
            using errcode = 'check_violation', constraint = 'meeting_told_stays', table = 'meetings_meeting';
    end if;
    if not ({_FOLLOWS}) then
        raise exception 'a meeting that is % does not become %', old.stage, new.stage
            using errcode = 'check_violation', constraint = 'meeting_follows', table = 'meetings_meeting';
    end if;
    return null;
end $$
""")
gate_function("""
create or replace function gate.first_conversation_ends() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
-- A first conversation ends with what happens next, by whom, by when.
begin
    if new.kind = 'first' and new.stage = 'happened'
       and not exists (select from meetings_nextstep where meeting_id = new.id) then
        raise exception 'first conversation % ends without what happens next', new.id
            using errcode = 'check_violation', constraint = 'first_conversation_ends', table = 'meetings_meeting';
    end if;
    return null;
end $$
""")
gate_function("""
create or replace function gate.talk_today_is_answered() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
-- Answered by a meeting with this person that has happened since they asked (to the minute, as people write times),
-- and by nothing else; an answer is not taken back.
begin
    if tg_op = 'UPDATE' and old.answered_at is not null and new is distinct from old then
        raise exception 'talk today % has been answered', new.id
            using errcode = 'check_violation', constraint = 'talk_today_stays_answered', table = 'meetings_talktoday';
    end if;
    if new.answered_at is not null and not exists (
        select from meetings_meeting m where m.id = new.answered_with_id and m.person_id = new.person_id
        and m.stage = 'happened' and m.happened_at >= date_trunc('minute', new.asked_at)) then
        raise exception 'talk today % stays asked until a conversation has happened', new.id
            using errcode = 'check_violation', constraint = 'talk_today_answered_by_meeting',
                  table = 'meetings_talktoday';
    end if;
    return null;
end $$
""")
# How often each team asked again, by the team that held then: for those who work in it and whoever leads the place.
gate_function("""
create or replace function gate.asked_again(of_place uuid, since timestamptz)
returns table (team uuid, name text, times bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select t.id, t.name::text, (
        select count(*) from meetings_askedagain a
        -- What was asked before anybody held (times are told to the minute) counts for whoever held first.
        cross join lateral (select greatest(a.asked_at, min(f.began_at)) as at from holding_hold f
                            where f.journey_id = a.journey_id) asked
        join holding_hold h on h.journey_id = a.journey_id and h.team_id = t.id
            and h.began_at <= asked.at and (h.ended_at is null or h.ended_at > asked.at)
        where a.place_id = of_place and a.asked_at >= since)
    from people_team t
    where t.place_id = of_place and t.closed_at is null and (t.id = any (gate.my_teams()) or exists (
        select from people_role r where r.person_id = gate.viewer() and r.place_id = of_place
        and r.kind = 'place_lead' and r.ended_at is null))
    order by t.name
$$
""")
# Words about words: nothing of a person's. Who may change the list is asked by its acts.
open_table(KindWord, app="select, insert, update", steward="select, insert, update")
open_table(KindTaken, app="select, insert, update", steward="select, insert, update")
guard(Meeting, "meeting_follows", "update", "gate.meeting_follows")
guard(Meeting, "first_conversation_ends", "insert or update", "gate.first_conversation_ends")
guard(TalkToday, "talk_today_is_answered", "insert or update", "gate.talk_today_is_answered")

lock(
    Meeting,
    read=LET_INTO_MEETINGS,
    insert=_written_by("planned_by_id"),
    update=(
        "stage, happened_at, told_by_id, told_by_name, told_at, their_words, our_words, put_off_by_id,"
        " put_off_by_name, put_off_at, put_off_words, missed_by_id, missed_by_name, missed_at, missed_words, how,"
        ' "where", also_there',
        f"{OWN} or {held()}",
    ),
    # What became of it is said in one's own name, or was put off in the person's.
    becoming=f"""(told_by_id is null or told_by_id = {VIEWER}) and (missed_by_id is null or missed_by_id = {VIEWER})
        and (put_off_by_id is null or put_off_by_id in ({VIEWER}, person_id))""",
)
lock(Answer, read=LET_INTO_MEETINGS, insert=MAY_WRITE)
lock(
    Correction,
    read=LET_INTO_MEETINGS,
    insert=f"written_by_id = {VIEWER} and ({OWN} or gate.holds_person(person_id))",
)
lock(AskedAgain, read=LET_INTO_MEETINGS, insert=_written_by("asked_by_id"))
lock(Letter, read=LET_INTO_MEETINGS, insert=_written_by("given_by_id"))
lock(
    Draft,
    read=f"saved_by_id = {VIEWER} and ({held()})",
    insert=_written_by("saved_by_id"),
    update=("typed, saved_at", f"saved_by_id = {VIEWER} and ({held()})"),
    delete=f"saved_by_id = {VIEWER} and ({held()})",
)
lock(Attempt, read=f"{OWN} or {held()}", insert=_written_by("tried_by_id"))
lock(Note, read=f"{OWN} or {held()}", insert=_written_by("written_by_id"))
lock(HeldBack, read=f"{OWN} or {held()}", insert=_written_by("held_back_by_id"))
lock(HeldBackWords, read=WORKS_WITH, insert=MAY_WRITE)
lock(
    NextStep,
    read=f"{OWN} or {held()} or ({PROMISER})",
    insert=_written_by("written_by_id"),
    update=(
        "kept_by_id, kept_at, let_go_by_id, let_go_at, let_go_words",
        f"{OWN} or {held()} or ({PROMISER})",
    ),
    becoming=f"{VIEWER} in (kept_by_id, let_go_by_id)",
)
lock(
    TalkToday,
    read=f"{OWN} or {held()}",
    insert=f"asked_by_id = {VIEWER} and ({OWN} or gate.holds_person(person_id)) and answered_at is null",
    update=("answered_by_id, answered_at, answered_with_id", f"{WORKS_WITH}"),
    becoming=f"answered_by_id is null or answered_by_id = {VIEWER}",
    steward="select, insert",
)
# Who was called on is written by the errand that calls on them, and is what the promise is asked of.
lock(CalledOn, read=f"{OWN} or {held()}", steward="select, insert")
