"""Everything that is somebody's: every row of every room that is about them and that they may read, as they read it.

No room has to remember to be part of a copy: what is guarded and about a person is in it. What a room keeps as files
(pictures, sound) it brings itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.rules import ruled_models
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.kit.secrets.keys import KeyDestroyed
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Account, Membership, Person
from livingwell.practice.circle.models import CircleTie, Look, Share
from livingwell.practice.circle.reads import looks_at
from livingwell.practice.keeping.labels import TITLES
from livingwell.practice.keeping.models import WholeCopy

#: Looks are many; a copy holds the latest of them, as the person's own pages do.
LOOKS = 20_000
#: What only the platform reads: what is searched by, and how the screens are kept in order.
_OURS = ("_hash", "code_until")


@dataclass(frozen=True)
class File:
    """A picture or a sound: its name in the copy, what it shows or says, and its bytes when they are wanted."""

    id: UUID
    name: str
    media_type: str
    words: str
    size: int
    read: Callable[[], bytes]


Bringer = Callable[[UUID, Viewer], Iterable[File]]
_bringers: list[Bringer] = []


def brings_files(bringer: Bringer) -> Bringer:
    """Register a room that keeps files of a person's."""
    _bringers.append(bringer)
    return bringer


def files_of(person_id: UUID, viewer: Viewer) -> list[File]:
    """Every file that is theirs, in a settled order."""
    return [file for bringer in _bringers for file in bringer(person_id, viewer)]


def everything_of(person: Person, viewer: Viewer) -> dict[str, list[dict[str, Any]]]:
    """Rows by the part they belong to, in words; each row as what it is and what stands in it."""
    names = _names(person.pk, viewer)
    found: dict[str, list[dict[str, Any]]] = {}
    for model in about_people():
        kind = {"what_it_is": _called(model), "model": model.__name__}
        for row in model.objects.visible_to(viewer).filter(**{str(model.subject): person.pk}).order_by("pk").iterator():
            found.setdefault(model.part, []).append(kind | _said(row, names))
    looks = [look for look in looks_at(person.pk, viewer, at_most=LOOKS)[0] if look.by_id != person.pk]
    kind = {"what_it_is": _("Look"), "model": "Look"}
    found["who has looked"] = [kind | _said(look, names) for look in looks]
    account = Account.objects.filter(person_id=person.pk, closed_at=None).first()
    if account is not None:
        signs_in = {"email": account.email, "phone": account.phone, "opened_at": account.opened_at.isoformat()}
        found["how to reach them"].append({"what_it_is": _("How I sign in"), "model": "Account", **signs_in})
    return found


def about_people() -> Iterator[type[Guarded]]:
    """Every guarded model that is about a person, in a settled order; copies themselves hold nothing new, and looks
    come with the lists that named the person."""
    models_ = [model for model in ruled_models() if issubclass(model, Guarded) and model.subject is not None]
    for model in sorted(models_, key=lambda one: (one.part, one.__name__)):
        if model not in (Look, WholeCopy):
            yield model


def _called(model: type[models.Model]) -> str:
    return str(TITLES.get(model.__name__) or str(model._meta.verbose_name).capitalize())


def _said(row: models.Model, names: dict[UUID, str]) -> dict[str, Any]:
    """What stands in a row: words first, then facts; nothing that is empty."""
    words: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if left_out(field):
            continue
        value = _value(row, field, names)
        if value in ("", None, [], {}):
            continue
        (words if isinstance(field, SealedTextField) else facts)[field.name] = value
    return words | facts


def left_out(field: Any) -> bool:
    """Whether a column is no part of a copy: what only the platform reads, and whose copy it is."""
    return any(mark in field.name for mark in _OURS) or field.primary_key or field.name in ("place", "person")


def _value(row: models.Model, field: Any, names: dict[UUID, str]) -> Any:
    if isinstance(field, SealedTextField):
        try:
            value = getattr(row, field.attname)
        except KeyDestroyed:
            return ""
        return value if isinstance(value, str) else ""
    value = getattr(row, field.attname)
    if field.is_relation:
        if field.related_model is Person or value is None:
            return names.get(value, "")
        # What is nobody's own has a name: a team, an organisation, a support. Rows about people stand by themselves.
        return "" if issubclass(field.related_model, Guarded) else str(getattr(row, field.name))
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str | int)]
    return value if isinstance(value, str | int | float | bool | dict) else ""


def _names(person_id: UUID, viewer: Viewer) -> dict[UUID, str]:
    """How the person knows others: workers by the name they work by, friends as the person calls them."""
    names: dict[UUID, str] = dict(
        Membership.objects.filter(place_id=viewer.place_id).values_list("person_id", "known_as")
    )
    ties = CircleTie.objects.visible_to(viewer).filter(person_id=person_id).exclude(supporter=None)
    names |= {tie.supporter_id: tie.named_as for tie in ties}
    shares = Share.objects.visible_to(viewer).filter(person_id=person_id).exclude(to_person=None)
    names |= {share.to_person_id: share.to_name for share in shares}
    return names | {person_id: _("me")}


def made_on() -> str:
    """When, as the copy says it."""
    return clock.now().isoformat(timespec="minutes")
