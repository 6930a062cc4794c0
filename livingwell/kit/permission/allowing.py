"""Whether somebody may do something to one row, asked of the row in hand where it can tell, else of the database."""

from __future__ import annotations

from django.db import models

from livingwell.kit.permission.asking import answers_yes
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.rules import rule_for
from livingwell.kit.viewers import Viewer


def allows(row: models.Model, name: str, by: Viewer) -> bool:
    """Whether the rule `name` of the row's model lets `by` act on it now."""
    if isinstance(row, Guarded):
        return row.may(by, name)
    told = rule_for(type(row), name).told_by(row, by)
    return told if told is not None else answers_yes(row, name, by, readable=False)
