"""An independent oracle: asks as the superuser, in its own words, whether anybody has fallen between two holds."""

from __future__ import annotations

from typing import Any

BROKEN = """
with edges as (
    select j.id, j.opened_at, j.closed_at, h.began_at, h.ended_at, h.holder_id, h.team_id,
           lag(h.ended_at) over (partition by j.id order by h.began_at) as before,
           row_number() over (partition by j.id order by h.began_at) as nth,
           row_number() over (partition by j.id order by h.began_at desc) as nth_from_end
    from holding_journey j left join holding_hold h on h.journey_id = j.id
)
select id, 'never held' from edges where began_at is null
union all select id, 'not held from its opening' from edges where nth = 1 and began_at <> opened_at
union all select id, 'a gap or an overlap' from edges where nth > 1 and before is distinct from began_at
union all select id, 'not held to its end' from edges
    where nth_from_end = 1 and ended_at is distinct from closed_at
union all select id, 'held by somebody who has left' from edges e
    where nth_from_end = 1 and closed_at is null and not exists (
        select from people_membership m where m.person_id = e.holder_id and m.team_id = e.team_id
        and m.ended_at is null)
union all select t.id, 'nobody on duty' from people_team t
    where (select count(*) from people_duty d where d.team_id = t.id and d.ended_at is null) <> 1
"""


def broken(connection: Any) -> list[tuple[Any, str]]:
    """Every journey or team that breaks promise 1, with what is wrong; `connection` is the superuser's."""
    return [tuple(row) for row in connection.execute(BROKEN).fetchall()]
