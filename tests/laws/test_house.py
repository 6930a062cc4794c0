"""The house rules, read from the code: no view past its door, no state without its who and when."""

from __future__ import annotations

import ast

from django.apps import apps
from django.db.models import BinaryField, CharField, CheckConstraint, ForeignKey, TextField

from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedTextField
from tests.laws.reading import CODE, name_of, python_files

OURS = [model for model in apps.get_models() if model.__module__.startswith("livingwell.")]
#: Plain text on guarded rows, each with why it is not sealed.
PLAIN_TEXT = {
    "name": "searchable, under row security (DESIGN, Secrets)",
    "to_name": "the name a share was given to, as the sentence reads",
    "named_as": "what a person calls somebody in their circle",
    "supporter_name": "the name somebody in a circle goes by",
}
ENDINGS = ("_name", "_by_name", "_from", "by_name")


def test_no_view_goes_past_its_door() -> None:
    """Views, forms, reads and panels never use the unguarded manager, nor take a steward's errand for reading."""
    past = []
    for path, tree in python_files():
        if path.stem in {"views", "forms", "panels"} or "views" in path.parts:
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and node.attr == "unguarded":
                    past.append(f"{name_of(path)}:{node.lineno}")
    assert past == []


def test_who_and_when_are_set_together() -> None:
    missing = []
    for model in OURS:
        fields = {field.name: field for field in model._meta.get_fields() if hasattr(field, "null")}
        constraints = {c.name for c in model._meta.constraints if isinstance(c, CheckConstraint)}
        for name, field in fields.items():
            if isinstance(field, ForeignKey) and name.endswith("_by") and field.null:
                what = name[: -len("_by")]
                if f"{what}_at" not in fields:
                    missing.append(f"{model.__name__}.{name} has no {what}_at")
                elif not any(found.endswith(f"{what}_who_and_when") for found in constraints):
                    missing.append(f"{model.__name__}: {what}_by and {what}_at are not bound together")
    assert missing == []


def test_no_state_is_a_boolean() -> None:
    assert [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if type(field).__name__ == "BooleanField"
    ] == []


def test_words_on_guarded_rows_are_sealed_or_said_why() -> None:
    plain = []
    for model in OURS:
        if not issubclass(model, Guarded):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, BinaryField) or not isinstance(field, CharField | TextField) or field.choices:
                continue
            if field.name not in PLAIN_TEXT and not field.name.endswith(ENDINGS) and not _is_a_code(model, field.name):
                plain.append(f"{model.__name__}.{field.name}")
    assert plain == [], "seal it (SealedTextField), give it choices, or say in PLAIN_TEXT why it may be read"


def _is_a_code(model: type, name: str) -> bool:
    """Codes of our own: what part, which page, which channel; nobody's words."""
    return name in {"what", "page", "reason", "channel", "reference", "key", "prompt", "kind", "how", "postcode_area"}


def test_every_sealed_field_knows_whose_key() -> None:
    for model in OURS:
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedTextField):
                assert field.owner in {f.attname for f in model._meta.concrete_fields}, f"{model.__name__}.{field.name}"


def test_no_drawers_and_no_overridden_save() -> None:
    drawers = {"utils", "helpers", "common", "services", "managers", "misc"}
    assert [name_of(path) for path in CODE.rglob("*.py") if path.stem in drawers] == []
    saves = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in python_files()
        for kind in ast.walk(tree)
        if isinstance(kind, ast.ClassDef)
        for node in kind.body
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]
    assert saves == []


def test_files_answer_one_question_and_say_which() -> None:
    silent = [name_of(path) for path, tree in python_files() if tree.body and ast.get_docstring(tree) is None]
    assert silent == []
    long = [name_of(p) for p, _ in python_files() if len(p.read_text(encoding="utf-8").splitlines()) > 330]
    assert long == [], "past about 300 lines a file becomes a folder of nouns"
