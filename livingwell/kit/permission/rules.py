"""Rules: a sentence about who, written once, as a function from the viewer to a `Q`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Case, CharField, Model, Q, Value, When

from livingwell.kit.viewers import Viewer

Condition = Callable[[Viewer], Q]


class MustSayWho(RuntimeError):
    """Somebody asked for guarded rows without saying who is looking."""


class Rule:
    """Who may: alternatives, each with the sentence the person reads when somebody was let in by it."""

    def __init__(self, q: Condition, says: str = "", *, alternatives: tuple[tuple[str, Condition], ...] = ()) -> None:
        self.alternatives = alternatives or ((says, q),)

    def q(self, who: Viewer) -> Q:
        """The condition for `who`, all alternatives together."""
        condition = Q()
        for _, alternative in self.alternatives:
            condition |= alternative(who)
        return condition

    def told_by(self, row: Model, who: Viewer) -> bool | None:
        """Whether `who` may, where the row in hand says so by itself (a rule about its key alone); else None, and the
        database has to be asked."""
        return _told_by(self.q(who), row)

    def reason(self, who: Viewer) -> Case:
        """An expression giving, per row, the sentence of the first alternative that lets `who` in."""
        cases = [When(q(who), then=Value(says)) for says, q in self.alternatives]
        return Case(*cases, default=Value(""), output_field=CharField())

    def __or__(self, other: Rule) -> Rule:
        return Rule(self.q, alternatives=self.alternatives + other.alternatives)

    def __and__(self, other: Rule) -> Rule:
        """Both; each of this rule's alternatives keeps its own sentence, or takes the other's where it has none."""
        return Rule(
            lambda who: self.q(who) & other.q(who),
            alternatives=tuple((says or other._says(), _both(q, other)) for says, q in self.alternatives),
        )

    def __invert__(self) -> Rule:
        return Rule(lambda who: ~self.q(who))

    def _says(self) -> str:
        return next((says for says, _ in self.alternatives if says), "")


def _told_by(condition: Q, row: Model) -> bool | None:
    answers: list[bool] = []
    for child in condition.children:
        if isinstance(child, Q):
            answer = _told_by(child, row)
        elif isinstance(child, tuple) and child[0] == "pk":
            answer = row.pk == child[1]
        elif isinstance(child, tuple) and child[0] == "pk__in" and isinstance(child[1], list | tuple):
            answer = row.pk in child[1]
        else:
            answer = None
        if answer is None:
            return None
        answers.append(answer)
    if condition.connector not in (Q.AND, Q.OR):
        return None
    # An empty condition asks for nothing: everybody may.
    whole = (any(answers) if condition.connector == Q.OR else all(answers)) if answers else True
    return whole is not condition.negated


def _both(condition: Condition, rule: Rule) -> Condition:
    return lambda who: condition(who) & rule.q(who)


class NoSuchAct(LookupError):
    """An act was asked about that nobody has allowed to anybody."""


_rules: dict[type[Model], dict[str, Rule]] = {}


def allow(model: type[Model], *, read: Rule, **acts: Rule) -> None:
    """Say, once, who may read rows of `model` and who may do each act on them. What is not said is refused."""
    if model in _rules:
        raise ValueError(f"{model.__name__} has its rules already: an upper room adds to them with widen()")
    _rules[model] = {"read": read, **acts}


def widen(model: type[Model], *, read: Rule | None = None, **acts: Rule) -> None:
    """Add an alternative from an upper room to a lower room's rules (a hold opens the person it holds)."""
    rules = _rules[model]
    if read is not None:
        rules["read"] = rules["read"] | read
    for act, rule in acts.items():
        rules[act] = rules[act] | rule if act in rules else rule


def rule_for(model: type[Any], act: str) -> Rule:
    """The rule for `act` on `model`.

    :raises NoSuchAct: when nobody has been allowed it.
    """
    try:
        return _rules[model][act]
    except KeyError:
        raise NoSuchAct(f"nobody is allowed to {act} a {model.__name__}") from None


def ruled_models() -> dict[type[Model], dict[str, Rule]]:
    """Every model with its rules; for laws that read the whole codebase."""
    return _rules
