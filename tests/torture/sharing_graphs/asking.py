"""What the rules let a viewer read, and what the database does, each asked alone: one statement for all models.

The rules' own SQL is taken from `visible_to` once for each shape of viewer (how many teams, which roles), with
placeholders where the viewer stands, and prepared: planning it anew for each of a hundred thousand viewers would be all
the time there is. `tests/laws/test_three_answers.py` asks the manager itself.
"""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from psycopg import ClientCursor

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Invitation
from livingwell.practice.team.models import Capacity, Huddle, Leave, PlannedDuty, Standing
from tests.lives import guarded_models
from tests.torture.sharing_graphs.world import Somebody

#: Everything that is somebody's. An invitation is to a worker, and about no person's things.
#: What is about a person; an invitation, a huddle and a rota are a team's.
OF_A_TEAM = (Invitation, Huddle, PlannedDuty, Leave, Capacity)
MODELS: list[type[Guarded]] = [model for model in guarded_models() if model not in OF_A_TEAM]

Seen = dict[str, set[UUID]]


class Asker:
    """Asks on Django's connection, whose session user is the superuser and whose role is the application's."""

    def __init__(self) -> None:
        self.prepared: dict[tuple[int, bool], str] = {}
        selects = " union all ".join(
            f"select {at}, {_known_by(model)} from {model._meta.db_table}" for at, model in enumerate(MODELS)
        )
        connection.ensure_connection()
        connection.connection.prepare_threshold = None  # the driver, tidying its own after a rollback, would take ours
        with connection.cursor() as cursor:
            cursor.execute("deallocate all")
            cursor.execute("set plan_cache_mode to force_generic_plan; set jit to off")
            cursor.execute(f"prepare whatever_is_there as {selects}")

    def database(self, who: Somebody) -> Seen:
        """The rows that row security leaves when nothing else filters."""
        with connection.cursor() as cursor:
            cursor.execute("select set_config('livingwell.viewer', %s, true)", [str(who.id)])
            cursor.execute("execute whatever_is_there")
            return _sorted(cursor.fetchall())

    def rules(self, who: Somebody, place: UUID) -> Seen:
        """The rows that the rules leave where row security stands aside (the connection is the superuser's now)."""
        teams = sorted(who.works_in)
        name = self._prepare(len(teams), who.is_privacy_lead)
        values = ", ".join(f"'{value}'" for value in (who.id, place, *teams))
        with connection.cursor() as cursor:
            cursor.execute(f"execute {name} ({values})")
            return _sorted(cursor.fetchall())

    def _prepare(self, teams: int, is_lead: bool) -> str:
        known = self.prepared.get((teams, is_lead))
        if known:
            return known
        stands_in = [UUID(int=0xFACE0000 + at) for at in range(2 + teams)]
        viewer = Viewer(stands_in[0], "Somebody", stands_in[1], tuple(stands_in[2:]),
                        frozenset({"privacy_lead"} if is_lead else ()))  # fmt: skip
        parts = []
        with connection.cursor() as cursor, ClientCursor(connection.connection) as spelled:
            for at, model in enumerate(MODELS):
                rows = model.objects.visible_to(viewer).not_shown("asking a rule").values_list(_known_by(model))
                try:
                    sql, values = rows.query.sql_with_params()
                except EmptyResultSet:  # nobody of this shape reads any
                    continue
                parts.append(f"select {at}, x.id from ({spelled.mogrify(sql, values)}) x (id)")
            text = " union all ".join(parts)
            for at, standing in enumerate(stands_in, 1):
                text = text.replace(f"'{standing.hex}'::uuid", f"${at}")
            if stands_in[0].hex[:-1] in text:
                raise RuntimeError("the viewer stands in the rules in a way that was not expected")
            name = f"rules_{teams}_{int(is_lead)}"
            kinds = ", ".join(["uuid"] * len(stands_in))
            cursor.execute(f"prepare {name} ({kinds}) as {text}".replace("%", "%%"), [])
        self.prepared[teams, is_lead] = name
        return name


def _known_by(model: type[Guarded]) -> str:
    """What the database makes by itself is known by whose it is."""
    return "journey_id" if model is Standing else "id"


def _sorted(rows: list[tuple[int, UUID]]) -> Seen:
    found: Seen = defaultdict(set)
    for at, row in rows:
        found[MODELS[at].__name__].add(row)
    return found
