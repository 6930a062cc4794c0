"""What does one service of an Open Referral UK v1 feed say?"""

from collections.abc import Iterable, Iterator

from .costs import read_cost
from .days import read_day
from .eligibility import read_ages, read_audience, read_eligibility
from .languages import language_name
from .nested import Piece, any_of, piece, pieces
from .oruk_places import Place, read_places
from .outcomes import Left, Outcome, Taken
from .records import Hours, Phone, SupportRecord, identity_from
from .row import RowMender
from .schedules import read_hours, read_schedules
from .standing import read_status

_KEYS = (
    "id name description url email status fees deliverable_type attending_type attending_access "
    "assured_date organization pc_metadata pc_targetAudience pc_attendingAccess_additionalInfo "
    "contacts phones cost_options costOptions eligibilitys eligibilities eligibility languages "
    "regular_schedules regular_schedule holiday_schedules holiday_schedule service_areas "
    "service_at_locations service_at_location locations location service_taxonomys service_taxonomies"
)
READ = frozenset(_KEYS.split())
READ_OF_ORGANISATION = frozenset(("id", "name", "url", "email"))
_WAYS = (
    ("deliverable_type", "What it is"),
    ("attending_type", "Where"),
    ("attending_access", "How to come"),
    ("pc_attendingAccess_additionalInfo", "How to come"),
)


def read_service(number: int, service: object) -> Outcome:
    """The service as a record with its mends, or why it was left. Never raises, whatever shape `service` has."""
    if not isinstance(service, dict):
        return Left(number, f"row {number} is not a service")
    row = RowMender()
    name = row.line("name", service.get("name"))
    if not name:
        return Left(number, f"row {number} has no name")
    return Taken(number, _record(row, name, service), tuple(row.mends))


def _record(row: RowMender, name: str, service: Piece) -> SupportRecord:
    organisation = piece(service, "organization")
    organisation_name = row.line("organisation", organisation.get("name"))
    organisation_id = row.line("organisation", organisation.get("id"))
    places = read_places(row, service)
    main = places[0] if places else Place()
    url, stray = row.url_or_email("website", service.get("url"))
    if not url:
        url = row.url("website", organisation.get("url"))
        row.note("website", "the organisation's was taken, the service has none" if url else "")
    email = row.email("email", service.get("email")) or stray or _contact_email(row, service)
    if not email:
        email = row.email("email", organisation.get("email"))
        row.note("email", "the organisation's was taken, the service has none" if email else "")
    assured = row.line("assured", any_of(service, "assured_date") or piece(service, "pc_metadata").get("date_assured"))
    row.note("assured", f"“{assured[:40]}” is not a date; left out" if assured and not read_day(assured) else "")
    source_id = row.line("id", service.get("id"))
    if not source_id or len(source_id) > 200:
        row.note("id", "the feed gives none we can use; known by its name, postcode and organisation")
        source_id = identity_from(name, main.postcode, organisation_id or organisation_name)
    youngest, oldest = read_ages(row, service)
    return SupportRecord(
        source_id=source_id,
        name=name,
        description=row.text("description", service.get("description")),
        url=url,
        email=email,
        phones=_phones(row, service),
        address=main.address,
        locality=main.locality,
        postcode=main.postcode,
        latitude=main.latitude,
        longitude=main.longitude,
        other_places=tuple(dict.fromkeys(str(place) for place in places[1:] if str(place))),
        areas=_names(row, "areas", service, "service_areas", "service_area", "name"),
        organisation_name=organisation_name,
        organisation_id=organisation_id,
        schedule=tuple(dict.fromkeys(_schedule(row, service))),
        hours=tuple(dict.fromkeys(_hours(row, service))),
        cost=read_cost(row, service),
        eligibility=read_eligibility(row, service),
        minimum_age=youngest,
        maximum_age=oldest,
        languages=_unique(map(language_name, _names(row, "languages", service, "languages", "language", "name"))),
        access=_unique((*_ways(row, service), *(line for place in places for line in place.access))),
        topics=_topics(row, service),
        assured_on=read_day(assured),
        status=read_status(row, service.get("status")),
    )


def _phones(row: RowMender, service: Piece) -> tuple[Phone, ...]:
    cells: list[object] = [p.get("number") for p in pieces(service, "phones")]
    for contact in pieces(service, "contacts", "contact"):
        cells += [p.get("number") for p in pieces(contact, "phones")]
        cells.append(any_of(contact, "phone", "telephone"))
    return tuple(dict.fromkeys(phone for cell in cells if cell for phone in row.phones("telephone", cell)))


def _contact_email(row: RowMender, service: Piece) -> str:
    emails = (row.email("email", contact.get("email")) for contact in pieces(service, "contacts", "contact"))
    return next((email for email in emails if email), "")


def _schedule(row: RowMender, service: Piece) -> Iterator[str]:
    yield from read_schedules(row, service)
    for at in pieces(service, "service_at_locations", "service_at_location"):
        where = row.line("schedule", piece(at, "location").get("name"))
        for line in read_schedules(row, at):
            yield f"{where}: {line}" if where else line


def _hours(row: RowMender, service: Piece) -> Iterator[Hours]:
    yield from read_hours(row, service)
    for at in pieces(service, "service_at_locations", "service_at_location"):
        yield from read_hours(row, at)


def _ways(row: RowMender, service: Piece) -> Iterator[str]:
    for key, label in _WAYS:
        words = row.line("access", service.get(key))
        if words:
            yield f"{label}: {words}"


def _topics(row: RowMender, service: Piece) -> tuple[str, ...]:
    taxonomies = pieces(service, "service_taxonomys", "service_taxonomies")
    names = (row.line("topics", any_of(piece(t, "taxonomy") or t, "name", "term")) for t in taxonomies)
    return _unique((*names, *read_audience(row, service)))


def _names(row: RowMender, field: str, parent: Piece, key: str, *names: str) -> tuple[str, ...]:
    value = parent.get(key)
    strings = [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
    return _unique(row.line(field, v) for v in [*(any_of(p, *names) for p in pieces(parent, key)), *strings])


def _unique(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in lines if line))
