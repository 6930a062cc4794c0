"""An act's rule is compiled once and asked again and again: it answers as the rule does when it is said anew."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Q

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission import asking
from livingwell.kit.permission.compiling import Learnt
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.rules import Rule, rule_for, ruled_models
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from tests.cast import MADE_FOR_TESTS, Cast
from tests.lives import guarded_models, live_fully

WHO = ("person", "peer", "nurse", "friend", "stranger")


@pytest.mark.django_db
def test_a_kept_question_answers_as_its_rule(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Learnt, "asked_before", lambda *_: True)  # so that the first is learnt too
    live_fully(cast)
    wrong, kept, yes = [], 0, 0
    for model in guarded_models():
        with speaking(MADE_FOR_TESTS):
            # No rule asks sealed words, and an errand is not let read them all.
            sealed = [field.name for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
            row = model.unguarded.defer(*sealed).order_by("-pk")[0]
        for who in WHO:
            plain = cast.who(who)
            subject = getattr(row, "person_id", None)
            voices = [plain, plain.entering_for(subject, "phone")] if subject else [plain]
            for viewer in voices:
                with speaking(viewer):
                    for act in ruled_models()[model]:
                        said = _said(model, act, viewer).filter(pk=row.pk).exists()
                        yes += said
                        if asking.answers_yes(row, act, viewer, readable=True) != said:
                            wrong.append((model.__name__, act, who, said))
    kept = sum(question is not None for question in asking._learnt.known.values())
    assert wrong == []
    assert yes > 50
    assert kept > len(asking._learnt.known) / 2, "most rules are compiled once"


def _said(model: type[Guarded], act: str, viewer: Viewer) -> Any:
    return model.objects.visible_to(viewer).not_shown("law").filter(rule_for(model, act).q(viewer))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "is_kept"),
    [
        (Rule(lambda who: Q(pk=who.id) & Q(arrived_at__lt=clock.now())), True),
        (Rule(lambda who: Q(name=who.name)), False),
        (Rule(lambda who: Q(pk__in=list(Person.unguarded.values_list("pk", flat=True)))), False),
        (Rule(lambda who: Q(pk__in=[])), True),
    ],
)
def test_what_could_answer_another_way_tomorrow_is_not_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, rule: Rule, is_kept: bool
) -> None:
    monkeypatch.setitem(ruled_models()[Person], "try_a_rule", rule)
    found = asking._learn(Person, "try_a_rule", cast.who("peer"), False, uuid4())
    assert (found is not None) == is_kept
