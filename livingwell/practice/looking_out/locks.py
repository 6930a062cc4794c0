"""What does the database allow? Worries are seen by few, past the application too; visits by one's team."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, gate_function, lock
from livingwell.practice.circle.locks import OWN
from livingwell.practice.looking_out.models import ToldThem, Visit, Worry, WorryEntry

gate_function("""
create or replace function gate.safeguards(of_place uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from people_role r where r.person_id = gate.viewer() and r.place_id = of_place
                   and r.ended_at is null and (r.kind = 'safeguarding_lead' or (r.kind = 'place_lead'
                       and not exists (select from people_role o where o.place_id = of_place
                                       and o.kind = 'safeguarding_lead' and o.ended_at is null))))
$$
""")
# Whose worry an entry belongs to: never the one it is about, whatever their role.
gate_function("""
create or replace function gate.may_act_on_worry(of_worry uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
    select exists (select from looking_out_worry w where w.id = of_worry and gate.safeguards(w.place_id)
                   and w.about_id is distinct from gate.viewer())
$$
""")
ANOTHERS = f"about_id is distinct from {VIEWER}"
lock(
    Worry,
    read=f"{ANOTHERS} and (gate.safeguards(place_id) or (raised_by_id = {VIEWER} and cardinality({MY_TEAMS}) > 0))",
    # Raised by the errand of the front door, whoever it is: the person it may be about is read by nobody for it.
    update=(
        "taken_by_id, taken_by_name, taken_at, closed_by_id, closed_by_name, closed_at",
        f"{ANOTHERS} and gate.safeguards(place_id)",
    ),
    becoming=f"taken_by_id is not null and (closed_by_id is null or closed_by_id = {VIEWER})",
    steward="select, insert, update (called_at)",
)
lock(
    WorryEntry,
    read="gate.may_act_on_worry(worry_id)",
    insert=f"written_by_id = {VIEWER} and gate.may_act_on_worry(worry_id)",
)
lock(
    ToldThem,
    read=f"{OWN} or gate.safeguards(place_id)",
    insert=f"""told_by_id = {VIEWER} and gate.may_act_on_worry(worry_id)
        and exists (select from looking_out_worry w where w.id = worry_id and w.about_id = person_id)""",
)
THEIR_TEAM = f"team_id = any ({MY_TEAMS})"
lock(
    Visit,
    read=f"{OWN} or {THEIR_TEAM}",
    insert=f"{OWN} and {THEIR_TEAM} and back_at is null",
    update=('until, back_by_id, back_by_name, back_at, "where", with_whom, phone', f"{OWN} or {THEIR_TEAM}"),
    becoming=f"back_by_id is null or back_by_id = {VIEWER}",
    steward="select, update (called_at)",
)
