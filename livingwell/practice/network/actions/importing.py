"""A directory is read into the network: all of its file or nothing, and what became of each row is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.permission.refusals import Refused
from livingwell.kit.record.telling import tell
from livingwell.kit.viewers import Errand
from livingwell.people.models import Place
from livingwell.practice.network.actions.spellings import learn_spellings
from livingwell.practice.network.actions.topics import learn_topics, topic_ids
from livingwell.practice.network.directory import reading as directory
from livingwell.practice.network.directory.outcomes import Outcome, Taken
from livingwell.practice.network.directory.records import SupportRecord
from livingwell.practice.network.models import ImportedRow, ImportRun, Opening, RowOutcome, Source, Support

IMPORTING = Errand("import directory")
BATCH = 500
#: Columns that a source decides; everything else on a support is ours.
SAID = (
    "name", "description", "url", "email", "address", "locality", "postcode", "latitude", "longitude", "other_places",
    "areas", "organisation_name", "organisation_id", "schedule", "cost", "eligibility", "minimum_age", "maximum_age",
    "languages", "access", "topics", "assured_on",
)  # fmt: skip
CHANGED = [*SAID, "phones", "topic_ids", "fingerprint", "checked_at", "changed_at", "withdrawn_by", "withdrawn_at"]

Tick = Callable[[int, int], None]


class NoLicence(Refused):
    """Neither the file nor whoever imports it says who published it, and under which licence."""


@dataclass(frozen=True)
class Publisher:
    """What is known of where a directory comes from; what is empty is taken from the file, or from before."""

    name: str = ""
    attribution: str = ""
    licence: str = ""
    licence_url: str = ""
    url: str = ""


@act("import_directory", errands=(IMPORTING.why,))
def import_directory(
    place: Place, *, reading: directory.Reading, data: bytes, publisher: Publisher, by: Errand, tick: Tick | None = None
) -> ImportRun:
    """Bring a place's supports to what the file says. Read again, the same file changes nothing.

    A file is often one page of a feed, so what it does not mention is left as it was; what it says is no more is
    withdrawn. One transaction: a fault anywhere leaves everything as before. `data` is the file's bytes.

    :raises NoLicence: when nobody has said who published it, or under which licence.
    """
    now = clock.now()
    source = _source(place, reading, publisher)
    known = _known(source)
    fates = [_fate(outcome, known) for outcome in reading.outcomes]
    counted = {fate: sum(1 for each in fates if each is fate) for fate in RowOutcome}
    run = ImportRun.objects.create(
        place=place,
        source=source,
        kind=reading.kind,
        filename=reading.filename[-255:],
        sha256=sha256(data).hexdigest(),
        imported_at=now,
        rows=len(fates),
        new=counted[RowOutcome.NEW],
        changed=counted[RowOutcome.CHANGED],
        same=counted[RowOutcome.SAME],
        mended=len(reading.mended),
        left=counted[RowOutcome.LEFT],
        notes=list(reading.notes),
        unread=dict(reading.unread),
    )
    done = 0
    for outcomes in _batches(list(zip(reading.outcomes, fates, strict=True))):
        ids = _write(run, outcomes, known)
        ImportedRow.objects.bulk_create([_row(run, outcome, fate, ids) for outcome, fate in outcomes])
        done += len(outcomes)
        if tick is not None:
            tick(done, len(fates))
    if run.new or run.changed:
        learn_spellings(place.pk)
    tell(about=None, place=place.pk, row=run.pk, new=run.new, changed=run.changed, same=run.same, left=run.left)
    return run


def _source(place: Place, reading: directory.Reading, said: Publisher) -> Source:
    """The directory as it is known from before, told anew by whoever imports, by the file, or by what was known."""
    source = _told(place, reading, said)
    missing = _missing(source)
    if missing:
        raise NoLicence(
            _("The file does not say its %(missing)s. Whoever published it wants that shown: please say it.")
            % {"missing": _(" or its ").join(missing)}
        )
    source.save()
    return source


def unsaid(place: Place, reading: directory.Reading, said: Publisher) -> list[str]:
    """What has still to be said of where a directory comes from: "attribution", "licence"."""
    return _missing(_told(place, reading, said))


def _missing(source: Source) -> list[str]:
    return [what for what in ("attribution", "licence") if not getattr(source, what)]


def _told(place: Place, reading: directory.Reading, said: Publisher) -> Source:
    found = reading.source
    name = said.name or found.publisher or reading.filename.rsplit("/", 1)[-1].rsplit(".", 1)[0] or reading.kind
    name = name[:120]
    source = Source.objects.filter(place=place, name=name).first() or Source(place=place, name=name)
    source.kind = reading.kind
    source.imported_at = clock.now()
    source.attribution = (said.attribution or found.attribution or source.attribution)[:300]
    source.licence = (said.licence or found.licence or source.licence)[:300]
    source.licence_url = (said.licence_url or found.licence_url or source.licence_url)[:500]
    source.url = (said.url or source.url)[:500]
    return source


def _known(source: Source) -> dict[str, tuple[UUID, str, bool]]:
    """Each support of the source: its id, what it said last, and whether it was withdrawn."""
    rows = Support.objects.filter(source=source).values_list("source_key", "pk", "fingerprint", "withdrawn_at")
    return {key: (pk, fingerprint, withdrawn is not None) for key, pk, fingerprint, withdrawn in rows}


def _fate(outcome: Outcome, known: dict[str, tuple[UUID, str, bool]]) -> RowOutcome:
    if not isinstance(outcome, Taken):
        return RowOutcome.LEFT
    before = known.get(outcome.record.source_id)
    if before is None:
        return RowOutcome.NEW
    return RowOutcome.SAME if before[1] == outcome.record.fingerprint else RowOutcome.CHANGED


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for begin in range(0, len(rows), BATCH):
        yield rows[begin : begin + BATCH]


def _write(
    run: ImportRun,
    outcomes: Sequence[tuple[Outcome, RowOutcome]],
    known: dict[str, tuple[UUID, str, bool]],
) -> dict[str, UUID]:
    """A handful of statements a batch, however many rows: what is new or changed, and what is as it was."""
    taken = [(outcome.record, fate) for outcome, fate in outcomes if isinstance(outcome, Taken)]
    told = [record for record, fate in taken if fate is not RowOutcome.SAME]
    learn_topics(run.place_id, (topic for record in told for topic in record.topics))
    fresh = [_support(run, record, known) for record in told]
    Support.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["source", "source_key"], update_fields=CHANGED
    )
    _open_as_told(fresh, told)
    same = [known[record.source_id][0] for record, fate in taken if fate is RowOutcome.SAME]
    Support.objects.filter(pk__in=same).update(checked_at=run.imported_at)
    return {support.source_key: support.pk for support in fresh} | {
        record.source_id: known[record.source_id][0] for record, fate in taken if fate is RowOutcome.SAME
    }


def _open_as_told(supports: Sequence[Support], records: Sequence[SupportRecord]) -> None:
    Opening.objects.filter(support__in=supports).delete()
    Opening.objects.bulk_create(
        Opening(support=support, weekday=hours.weekday, opens=hours.opens, closes=hours.closes)
        for support, record in zip(supports, records, strict=True)
        for hours in record.hours
    )


def _support(run: ImportRun, record: SupportRecord, known: dict[str, tuple[UUID, str, bool]]) -> Support:
    gone = record.status == "withdrawn"
    said = {name: list(value) if isinstance(value := getattr(record, name), tuple) else value for name in SAID}
    support = Support(
        place_id=run.place_id,
        source_id=run.source_id,
        source_key=record.source_id,
        fingerprint=record.fingerprint,
        phones=[asdict(phone) for phone in record.phones],
        checked_at=run.imported_at,
        changed_at=run.imported_at,
        topic_ids=topic_ids(run.place_id, record.topics),
        withdrawn_by=run if gone else None,
        withdrawn_at=run.imported_at if gone else None,
        **said,
    )
    if record.source_id in known:
        support.pk = known[record.source_id][0]
    return support


def _row(run: ImportRun, outcome: Outcome, fate: RowOutcome, ids: dict[str, UUID]) -> ImportedRow:
    if isinstance(outcome, Taken):
        return ImportedRow(
            run=run,
            row=outcome.row,
            outcome=fate,
            name=outcome.record.name,
            support_id=ids[outcome.record.source_id],
            mends=[str(mend) for mend in outcome.mends],
        )
    return ImportedRow(run=run, row=outcome.row, outcome=fate, name=outcome.name, reason=outcome.reason)
