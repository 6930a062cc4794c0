"""A risk we are taking together: written by the person, and named by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand, Viewer
from livingwell.people.models import Person
from livingwell.practice.circle.entering import writing
from livingwell.practice.plan.actions.rows import change, put_back, take_out, written
from livingwell.practice.plan.models import Chance


@dataclass(frozen=True)
class SaidOfChance:
    """What is said of one: what they want to do, what is good about it, what worries whom, the wider life around it,
    what was agreed, when to look again, and who takes it with them."""

    want: str
    good: str
    worries: str
    life: str
    agreed: str
    look_again: date | None
    beside_them_id: UUID | None
    beside_them_name: str


@act("write_chance")
def write_chance(person: Person, *, said: SaidOfChance, by: Viewer) -> Chance:
    """It is written down. Nobody's name is on it yet: both put theirs to it when they have read it."""
    with writing(by):
        chance = Chance(place_id=person.place_id, person_id=person.pk, **asdict(said), **written(by))
        chance.save(force_insert=True)
    day = said.look_again.isoformat() if said.look_again else ""
    tell(about=person.pk, place=person.place_id, row=chance.pk, day=day)
    return chance


@act("change_chance")
def change_chance(
    chance: Chance, *, said: SaidOfChance, version: int, by: Viewer, settles: Sequence[UUID] = ()
) -> Chance:
    """Save one that was opened at `version`; on a clash a copy beside it is kept, and returned. What is changed nobody
    has put their name to yet."""
    with writing(by):
        said_now = asdict(said)
        saved = change(chance, said_now, version=version, by=by, settles=settles, unsays=("named", "stood"))
    tell(about=chance.person_id, place=chance.place_id, row=saved.pk, clash=saved.pk != chance.pk)
    return saved


@act("put_name_to_chance")
def put_name_to_chance(chance: Chance, *, version: int, by: Viewer) -> Chance:
    """The person puts their name to it as it stood at `version`, once; had it changed since, nothing happens."""
    with writing(by):
        _name(chance, "named", version, by)
    tell(about=chance.person_id, place=chance.place_id, row=chance.pk)
    return chance


@act("stand_by_chance")
def stand_by_chance(chance: Chance, *, version: int, by: Viewer) -> Chance:
    """Whoever takes it together with the person puts their own name to it as it stood at `version`."""
    with speaking(Errand("a name beside the person's")):
        _name(chance, "stood", version, by)
    tell(about=chance.person_id, place=chance.place_id, row=chance.pk)
    return chance


@act("take_out_chance")
def take_out_chance(chance: Chance, *, by: Viewer) -> Chance:
    """It leaves the page, and can be put back."""
    with writing(by):
        take_out(chance, by)
    tell(about=chance.person_id, place=chance.place_id, row=chance.pk)
    return chance


@act("put_back_chance")
def put_back_chance(chance: Chance, *, by: Viewer) -> Chance:
    """It stands there again."""
    with writing(by):
        put_back(chance, by)
    tell(about=chance.person_id, place=chance.place_id, row=chance.pk)
    return chance


def _name(chance: Chance, what: str, version: int, by: Viewer) -> None:
    rows = Chance.unguarded.filter(pk=chance.pk, version=version, **{f"{what}_at": None})
    rows.update(**{f"{what}_by_id": by.id, f"{what}_at": clock.now()})
