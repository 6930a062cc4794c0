"""Importing a directory: all of it or nothing, twice is once, and what became of each row is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from livingwell.kit.database.speaking import speaking
from livingwell.practice.network.actions import import_directory
from livingwell.practice.network.actions.importing import IMPORTING, NoLicence, Publisher
from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.models import ImportedRow, ImportRun, RowOutcome, Source, Support
from tests.cast import Cast
from tests.fixtures import shared

COUNCIL = Publisher(name="Alderbrook Council", attribution="Alderbrook Council", licence="Open Government Licence v3.0")
CSV = b"name,description,address,postcode,telephone,website\n"


def load(cast: Cast, data: bytes, *, filename: str = "d.csv", publisher: Publisher = COUNCIL) -> ImportRun:
    reading = read_directory(data, filename=filename)
    return import_directory(cast.place, reading=reading, data=data, publisher=publisher, by=IMPORTING)


def rows(count: int, *, words: str = "A friendly group") -> bytes:
    return CSV + "".join(f"Group {n},{words} {n},Hall {n},,,\n" for n in range(count)).encode()


@pytest.mark.parametrize(
    ("path", "taken"),
    [("directory/trafford_mental_health_services.csv", 60), ("directory/bristol_oruk_v1_page1.json", 30)],
)
def test_a_real_file_is_taken_and_a_second_run_changes_nothing(cast: Cast, path: str, taken: int) -> None:
    data = shared(path).read_bytes()
    first = load(cast, data, filename=path)
    assert (first.new, first.changed, first.same, first.left) == (taken, 0, 0, 0)
    before = list(Support.objects.order_by("pk").values_list("pk", "fingerprint", "search"))
    second = load(cast, data, filename=path)
    assert (second.new, second.changed, second.same, second.left) == (0, 0, taken, 0)
    assert list(Support.objects.order_by("pk").values_list("pk", "fingerprint", "search")) == before


def test_what_became_of_each_row_is_kept(cast: Cast) -> None:
    run = load(cast, CSV + b"Choir,Sing,Hall,M33 7XX,0161 496 0000,\n,Nameless,,,,\nWalk,<b>Walk</b>,Park,,,\n")
    kept = list(ImportedRow.objects.filter(run=run).order_by("row").values_list("row", "outcome", "name"))
    assert kept == [(2, "new", "Choir"), (3, "left", ""), (4, "new", "Walk")]
    assert (run.rows, run.new, run.mended, run.left) == (3, 2, 1, 1)
    assert "name" in ImportedRow.objects.get(run=run, outcome=RowOutcome.LEFT).reason
    assert ImportedRow.objects.get(run=run, row=4).mends == ["description: HTML removed"]


def test_a_page_is_not_the_feed_so_nothing_that_is_missing_goes(cast: Cast) -> None:
    load(cast, CSV + b"Choir,Sing,,,,\nWalk,Walk,,,,\n")
    run = load(cast, CSV + b"Walk,Walk further,,,,\n")
    assert (run.new, run.changed, run.same) == (0, 1, 0)
    assert Support.objects.filter(withdrawn_at=None, closed_at=None).count() == 2
    assert Support.objects.get(name="Walk").description == "Walk further"


def service(status: str) -> bytes:
    return json.dumps({
        "number": 1, "totalPages": 1,
        "content": [{"id": "s1", "name": "Choir", "description": "Sing", "status": status}],
    }).encode()  # fmt: skip


def test_what_its_source_withdraws_is_withdrawn_and_can_come_back(cast: Cast) -> None:
    for status, gone in (("active", False), ("inactive", True), ("active", False)):
        run = load(cast, service(status))
        support = Support.objects.get()
        assert (support.withdrawn_at is not None) is gone
        assert support.withdrawn_by_id == (run.pk if gone else None)


def test_nothing_is_taken_without_attribution_and_licence(cast: Cast) -> None:
    with pytest.raises(NoLicence):
        load(cast, CSV + b"Choir,Sing,,,,\n", publisher=Publisher(name="X", licence="OGL"))
    assert (Source.objects.count(), Support.objects.count(), ImportRun.objects.count()) == (0, 0, 0)


def test_they_are_asked_for_once(cast: Cast) -> None:
    load(cast, CSV + b"Choir,Sing,,,,\n")
    load(cast, CSV + b"Walk,Walk,,,,\n", publisher=Publisher(name="Alderbrook Council"))
    source = Source.objects.get()
    assert (source.attribution, source.licence) == ("Alderbrook Council", "Open Government Licence v3.0")


def test_a_fault_in_the_middle_changes_nothing(cast: Cast, monkeypatch: Any) -> None:
    load(cast, rows(3))

    def break_off(*_: Any, **__: Any) -> None:
        raise OSError("the lights went out")

    monkeypatch.setattr(ImportedRow.objects, "bulk_create", break_off)
    with pytest.raises(OSError):
        load(cast, rows(900, words="Changed"))
    assert Support.objects.count() == 3
    assert not Support.objects.filter(description__startswith="Changed").exists()
    assert ImportRun.objects.count() == 1


def test_five_thousand_rows_take_a_few_queries_a_batch(cast: Cast) -> None:
    data = rows(5000)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        load(cast, data)
    assert Support.objects.count() == 5000
    assert len(asked) <= 15 + 4 * 10


@pytest.mark.parametrize("name", ["", "\x00", "😀 Choir", "O'Neill; drop table network_support; --", "x" * 5000])
def test_odd_rows_never_break_it(cast: Cast, name: str) -> None:
    run = load(cast, CSV + f'"{name}",Sing,,,,\n'.encode())
    assert run.rows == run.new + run.left


def test_nobody_signed_in_may_import(cast: Cast) -> None:
    from livingwell.kit.permission.rules import NoSuchAct

    reading = read_directory(rows(1), filename="d.csv")
    with pytest.raises(NoSuchAct):
        import_directory(cast.place, reading=reading, data=b"", publisher=COUNCIL, by=cast.who("place_lead"))  # type: ignore[arg-type]


def test_the_application_cannot_rewrite_what_a_source_says(cast: Cast) -> None:
    from django.db import DatabaseError, transaction

    load(cast, rows(1))
    with pytest.raises(DatabaseError), transaction.atomic(), speaking(cast.who("lead")):
        Support.objects.update(name="Mine now")
