"""What guards ask of each row as it is written, asked of all rows at once: the promises, and what they leave out."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection

from livingwell.kit.database.speaking import speaking
from livingwell.kit.promises import checks
from livingwell.simulation.world import INVENTED

#: Said of a row that a guard of the database would have refused, beside what the promises ask.
GUARDS = (
    """select 'connection ' || c.id || ' is of somebody else''s journey' from network_connection c
       join holding_journey j on j.id = c.journey_id where j.person_id <> c.person_id""",
    """select 'hold ' || h.id || ' is of somebody else''s journey' from holding_hold h
       join holding_journey j on j.id = h.journey_id where j.person_id <> h.person_id""",
    """select 'journey ' || h.journey_id || ' is a colleague''s, and not kept apart' from holding_hold h
       join people_membership m on m.person_id = h.person_id and m.team_id = h.team_id and m.ended_at is null
       where h.ended_at is null and h.kept_apart_at is null""",
    """select 'journey ' || id || ' has a time in the future' from holding_journey
       where greatest(opened_at, closed_at) > now()""",
    "select 'event ' || id || ' has a time in the future' from kit_event where at > now()",
    "select 'look ' || id || ' has a time in the future' from circle_look where at > now()",
)


def broken(tick: Callable[[int, int, str], None]) -> list[str]:
    """A sentence for each row that is not as it should be."""
    found: list[str] = []
    asked = [(says, check) for several in checks.values() for says, check in several]
    for nth, (says, check) in enumerate(asked):
        with speaking(INVENTED):
            found += check().broken
        tick(nth, len(asked) + len(GUARDS), says)
    for nth, guard in enumerate(GUARDS, len(asked)):
        with speaking(INVENTED), connection.cursor() as cursor:
            cursor.execute(guard)
            found += [str(sentence) for (sentence,) in cursor.fetchall()]
        tick(nth + 1, len(asked) + len(GUARDS), "guards")
    return found
