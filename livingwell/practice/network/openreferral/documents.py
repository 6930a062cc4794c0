"""How is a support said as a service of Open Referral UK? Nothing is empty or null: what is not known is not there.

The shapes are those of the UK profile of HSDS 3.0. Where the profile wants a value that our directory cannot have, the
nearest true thing is said: an organisation nobody named is the support itself, and an organisation without a
description is described by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any
from uuid import UUID, uuid5

from livingwell.practice.network.models import Support, Taxonomy, Topic

Said = dict[str, Any]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def listed(support: Support) -> Said:
    """A service as a list says it: what belongs to it alone, and its organisation."""
    return _without_nothing(
        id=str(support.pk),
        name=support.name,
        description=support.description,
        url=support.web_address,
        email=support.email,
        status=_status(support),
        fees=support.cost,
        minimum_age=support.minimum_age,
        maximum_age=support.maximum_age,
        assured_date=support.assured_on and support.assured_on.isoformat(),
        last_modified=support.changed_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        organization=organisation(support.place_id, offered_by(support)),
    )


def whole(support: Support, topics: Mapping[UUID, Topic]) -> Said:
    """A service with everything beneath it; `topics` holds at least the support's own, each with its taxonomy."""
    return listed(support) | _without_nothing(
        schedules=list(_schedules(support)),
        service_areas=[{"id": _id(support, "area", name), "name": name} for name in support.areas],
        service_at_locations=[at(support, full=True)] if is_somewhere(support) else [],
        languages=[{"id": _id(support, "language", name), "name": name} for name in support.languages],
        cost_options=[{"id": _id(support, "cost", ""), "amount_description": support.cost}] if support.cost else [],
        contacts=_contacts(support),
        attributes=[
            {
                "id": _id(support, "attribute", str(pk)),
                "link_type": "service",
                "taxonomy_term": term(topics[pk]),
            }
            for pk in support.topic_ids
            if pk in topics
        ],
    )


def at(support: Support, *, full: bool) -> Said:
    """The service at the one place where it is, known by the service's own id."""
    location: Said = {"id": _id(support, "location", ""), "location_type": "physical"}
    if full:
        location |= _without_nothing(addresses=_addresses(support), accessibility=_accessibility(support))
    location |= _without_nothing(
        name=support.locality,
        description=", ".join([support.address, *support.other_places]) if support.other_places else support.address,
        latitude=support.latitude,
        longitude=support.longitude,
    )
    return {"id": str(support.pk), "location": location}


def organisation(place: UUID, name: str) -> Said:
    """Who offers supports, as far as a directory that knows their name alone can say."""
    return {"id": str(uuid5(place, f"organisation/{name}")), "name": name, "description": name}


def taxonomy(row: Taxonomy) -> Said:
    """A taxonomy, without its terms."""
    return {"id": str(row.pk), "name": row.name, "description": row.name}


def term(row: Topic) -> Said:
    """A topic as a term of its taxonomy."""
    return {
        "id": str(row.pk),
        "name": row.name,
        "description": row.name,
        "taxonomy": row.taxonomy.name,
        "taxonomy_id": str(row.taxonomy_id),
    }


def _status(support: Support) -> str:
    """Closed for good is defunct; what its own directory no longer lists may be open all the same."""
    return "defunct" if support.closed_at else "inactive" if support.withdrawn_at else "active"


def offered_by(support: Support) -> str:
    """Who offers it: the organisation its directory names, or the support itself."""
    return support.organisation_name or support.name


def _schedules(support: Support) -> Iterator[Said]:
    for row in sorted(support.openings.all(), key=lambda row: (row.weekday, str(row.opens), str(row.closes))):
        when = f"{row.weekday} {row.opens} {row.closes}"
        yield _without_nothing(
            id=_id(support, "opening", when),
            freq="WEEKLY",
            byday=DAYS[row.weekday],
            opens_at=row.opens and row.opens.isoformat(),
            closes_at=row.closes and row.closes.isoformat(),
        )
    for line in support.schedule:
        yield {"id": _id(support, "schedule", line), "description": line}


def is_somewhere(support: Support) -> bool:
    """Whether it has a place of its own, or something is said of getting in."""
    return bool(support.address or support.postcode or support.latitude is not None or support.access)


def _addresses(support: Support) -> list[Said]:
    """An address needs its street and its postcode; a town that is not known is the place's own name."""
    if not (support.address and support.postcode):
        return []
    return [
        {
            "id": _id(support, "address", ""),
            "address_1": support.address,
            "city": support.locality or support.place.name,
            "state_province": support.place.name,
            "postal_code": support.postcode,
            "country": "GB",
            "address_type": "physical",
        }
    ]


def _accessibility(support: Support) -> list[Said]:
    return [{"id": _id(support, "access", line), "description": line} for line in support.access]


def _contacts(support: Support) -> list[Said]:
    phones = [
        _without_nothing(
            id=_id(support, "phone", phone["number"]), number=phone["number"], description=phone.get("note", "")
        )
        for phone in support.phones
        if phone.get("number")
    ]
    return [{"id": _id(support, "contact", ""), "phones": phones}] if phones else []


def _id(support: Support, what: str, which: str) -> str:
    """The same each time, for what has no row of its own."""
    return str(uuid5(support.pk, f"{what}/{which}"))


def _without_nothing(**said: Any) -> Said:
    return {key: value for key, value in said.items() if value not in (None, "", [], {})}
