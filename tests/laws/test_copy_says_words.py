"""Everything of mine is in words: no column of what a copy holds is called by its name in the code."""

from __future__ import annotations

from livingwell.kit.permission.guarded import Guarded
from livingwell.people.models import Person
from livingwell.practice.circle.models import Look
from livingwell.practice.keeping import gathering, labels


def columns() -> list[tuple[str, str]]:
    """Every column that stands in a copy, as (model, column)."""
    found = []
    for model in (*gathering.about_people(), Look):
        for field in model._meta.concrete_fields:
            other = field.related_model if field.is_relation else None
            of_rows = other is not None and issubclass(other, Guarded) and other is not Person
            if not gathering.left_out(field) and not of_rows:
                found.append((model.__name__, field.name))
    return found


def test_every_column_of_a_copy_has_words() -> None:
    wordless = []
    for model, name in columns():
        try:
            labels.plain(model, name)
        except KeyError:
            wordless.append(f"{model}.{name}")
    assert wordless == [], "say in practice/keeping/labels.py what it is called"


def test_no_word_is_left_over() -> None:
    """A label for a column that is gone is one that somebody meant to keep in step."""
    names = {name for _, name in columns()}
    stems = {name.removesuffix(end) for name in names for end in ("_by_name", "_by", "_at", "_name")} | names
    left = {name for name in (*labels.DONE, *labels.WORDS) if name.rpartition(".")[2] not in stems}
    assert left == set()
