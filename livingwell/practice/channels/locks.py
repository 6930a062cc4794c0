"""What does the database allow on forms on paper, and on the record of copies given?"""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER, lock
from livingwell.practice.channels.models import Copy, Sheet
from livingwell.practice.circle.locks import OWN
from livingwell.practice.holding.locks import held

#: A blank introduction is nobody's yet: whoever works in the place types it in.
OF_NOBODY_YET = f"""(person_id is null and exists (
    select from people_team t where t.id = any ({MY_TEAMS}) and t.place_id = {{t}}.place_id))"""
FOR_OTHERS = f"((person_id <> {VIEWER} and {held()}) or {OF_NOBODY_YET})"

lock(
    Sheet,
    read=f"{OWN} or {held()} or {OF_NOBODY_YET}",
    insert=f"printed_by_id = {VIEWER} and came_back_at is null and {FOR_OTHERS}",
    # Once: what came back is not said to have come back again, nor by another.
    update=("came_back_by_id, came_back_at", FOR_OTHERS),
    becoming=f"came_back_by_id = {VIEWER}",
)
lock(
    Copy,
    read=f"{OWN} or {held()}",
    insert=f"given_by_id = {VIEWER} and person_id <> {VIEWER} and {held()}",
)
