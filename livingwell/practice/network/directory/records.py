"""What does one support in a directory file look like, once it is clean?"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Literal

Status = Literal["active", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as people read it, and, where it can be dialled, as a machine dials it.

    `dial` is empty when the number could not be recognised: then `number` is exactly what the source wrote.
    """

    number: str
    dial: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Open on this day of each week (0 is Monday), from and until; either is None where it is not said."""

    weekday: int
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class SupportRecord:
    """One support, cleaned. Every text is plain (no markup, no control characters); absent is empty, never "N/A".

    `source_id` is the same each time the same source is read: the feed's own id, or, where it has none, a hash of the
    normalised name and postcode. `postcode` is empty or a well-shaped UK postcode.
    """

    source_id: str
    name: str
    description: str = ""
    url: str = ""
    email: str = ""
    phones: tuple[Phone, ...] = ()
    address: str = ""
    locality: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    other_places: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    organisation_name: str = ""
    organisation_id: str = ""
    schedule: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    cost: str = ""
    eligibility: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    assured_on: date | None = None
    status: Status = "active"

    @property
    def fingerprint(self) -> str:
        """Sha-256 of everything the record says: equal for equal records, so that a second import changes nothing."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True, default=str, allow_nan=False)
        return hashlib.sha256(said.encode("ascii")).hexdigest()


def identity_from(name: str, postcode: str, organisation: str = "") -> str:
    """A stable identity for a row whose source gives none; spelling, case, spaces and punctuation do not change it."""
    parts = ["".join(c for c in part.casefold() if c.isalnum()) for part in (name, postcode, organisation)]
    return "name-" + hashlib.sha256("|".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
