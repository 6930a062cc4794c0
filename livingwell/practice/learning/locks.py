"""What does the database allow? Supervision is seen by two, past the application too."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, lock
from livingwell.practice.circle.locks import OWN
from livingwell.practice.learning.models import Noticed, OfMyself, Supervision, SupervisionNote

WORKS = f"cardinality({MY_TEAMS}) > 0"
BUT_THE_WORDS = ", ".join(one.column for one in SupervisionNote._meta.concrete_fields if one.name != "words")
THE_PAIR = f"{VIEWER} in (person_id, supervisor_id) and {WORKS}"
lock(
    Supervision,
    read=THE_PAIR,
    insert=f"{OWN} and {WORKS} and accepted_at is null and ended_at is null",
    update=("accepted_by_id, accepted_at, ended_by_id, ended_at", THE_PAIR),
    becoming=f"accepted_by_id is distinct from person_id and (ended_by_id is null or ended_by_id = {VIEWER})",
)
lock(
    SupervisionNote,
    read=THE_PAIR,
    insert=f"""written_by_id = {VIEWER} and {THE_PAIR} and exists (select from learning_supervision s
        where s.id = supervision_id and s.person_id = learning_supervisionnote.person_id
        and s.supervisor_id = learning_supervisionnote.supervisor_id
        and s.accepted_at is not null and s.ended_at is null)""",
    # Nothing that the platform does by itself needs the words: an errand sees that there is a note, not what it says.
    steward=f"select ({BUT_THE_WORDS})",
)
lock(
    Noticed,
    read=f"team_id = any ({MY_TEAMS})",
    insert=f"{OWN} and team_id = any ({MY_TEAMS}) and looked_at is null",
    update=("came_of_it, looked_by_id, looked_by_name, looked_at", f"team_id = any ({MY_TEAMS})"),
    becoming=f"looked_by_id = {VIEWER}",
)
lock(
    OfMyself,
    read=f"""{OWN} or (taken_back_at is null and (
        exists (select from people_membership m where m.person_id = {{t}}.person_id and m.team_id = any ({MY_TEAMS})
                and m.ended_at is null)
        or (for_whom = 'people' and exists (select from holding_hold h where h.person_id = {VIEWER}
                and h.holder_id = {{t}}.person_id and h.ended_at is null))))""",
    insert=f"{OWN} and {WORKS} and taken_back_at is null",
    update=("taken_back_by_id, taken_back_at", OWN),
    becoming=f"taken_back_by_id = {VIEWER}",
)
