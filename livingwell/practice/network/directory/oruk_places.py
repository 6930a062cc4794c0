"""Where does an Open Referral service happen?"""

from collections.abc import Iterator
from dataclasses import dataclass

from .nested import Piece, any_of, piece, pieces
from .places import read_position
from .row import RowMender


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a service: its address as a line, and what the feed says about getting in."""

    address: str = ""
    locality: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    access: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join(part for part in (self.address, self.postcode) if part)


def read_places(row: RowMender, service: Piece) -> list[Place]:
    """Every place with an address or a position, in the feed's order, each once."""
    locations = [piece(at, "location") or at for at in pieces(service, "service_at_locations", "service_at_location")]
    locations += list(pieces(service, "locations", "location"))
    found = (place for location in locations for place in _places(row, location))
    return list(dict.fromkeys(found))


def _places(row: RowMender, location: Piece) -> Iterator[Place]:
    name = row.line("address", location.get("name"))
    latitude, longitude = read_position(row, location.get("latitude"), location.get("longitude"))
    access = tuple(
        line
        for item in pieces(location, "accessibility_for_disabilities", "accessibility")
        if (line := row.line("access", any_of(item, "accessibility", "description", "details")))
    )
    addresses = list(pieces(location, "physical_addresses", "physical_address", "addresses")) or [{}]
    for address in addresses:
        city = row.line("locality", address.get("city"))
        raw = (name, *(address.get(k) for k in ("attention", "address_1", "address_2", "address_3", "address_4")), city)
        parts = [row.line("address", part, joiner=", ") for part in (*raw, address.get("state_province"))]
        said = "\n".join(dict.fromkeys(part for part in parts if part))
        where, postcode = row.place(said, any_of(address, "postal_code", "postcode"))
        if where or postcode or latitude is not None or access:
            yield Place(where, city, postcode, latitude, longitude, access)
