"""For each guarded model and each member of the cast, row by row: the rule, the manager and the database agree."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.rules import ruled_models
from livingwell.kit.viewers import Errand, Viewer
from tests.cast import Cast
from tests.lives import guarded_models, live_fully


def answers(model: type[Guarded], who: Viewer) -> dict[str, set[Any]]:
    """The ids that each of the three lets `who` read."""
    with speaking(Errand("an invented place")):
        rule = set(model.unguarded.filter(ruled_models()[model]["read"].q(who)).values_list("pk", flat=True))
    with speaking(who):
        manager = set(model.objects.visible_to(who).not_shown("law").values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(f"select id from {model._meta.db_table}")
            database = {pk for (pk,) in cursor.fetchall()}
    return {"rule": rule, "manager": manager, "database": database}


@pytest.mark.django_db
def test_rule_manager_and_database_answer_alike(cast: Cast) -> None:
    live_fully(cast)
    disagreements = []
    for name in cast.names:
        who = cast.who(name)
        for model in guarded_models():
            found = answers(model, who)
            if not found["rule"] == found["manager"] == found["database"]:
                disagreements.append((name, model.__name__, {key: len(ids) for key, ids in found.items()}))
    assert disagreements == []


@pytest.mark.django_db
def test_with_nobody_set_the_database_answers_nothing(cast: Cast) -> None:
    live_fully(cast)
    for model in guarded_models():
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {model._meta.db_table}")
            assert cursor.fetchone() == (0,), model


@pytest.mark.django_db
def test_the_law_has_rows_of_everything(cast: Cast) -> None:
    live_fully(cast)
    with speaking(Errand("an invented place")):
        assert [model.__name__ for model in guarded_models() if not model.unguarded.exists()] == []


def test_every_guarded_model_has_its_rules() -> None:
    def concrete(model: type[Guarded]) -> list[type[Guarded]]:
        return [
            found for child in model.__subclasses__()
            for found in ([child] if not child._meta.abstract else []) + concrete(child)
        ]  # fmt: skip

    assert [model.__name__ for model in concrete(Guarded) if model not in ruled_models()] == []
