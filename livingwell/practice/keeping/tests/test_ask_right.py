"""Somebody asks for a right: by themselves or through a worker; there is a month, one page, and an answer they read."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client

from livingwell.kit.database.speaking import speaking
from livingwell.people.models import BankHoliday
from livingwell.practice.circle.models import Look
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.keeping import jobs
from livingwell.practice.keeping.actions import answer_request, ask_right, copy_for_request
from livingwell.practice.keeping.clock_of_a_request import due_by
from livingwell.practice.keeping.models import Answer, KeepingTime, LegalHold, Request, Right, WholeCopy
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive(cast: Cast) -> Cast:
    live_a_little(cast)
    return cast


@pytest.mark.parametrize(
    ("came", "months", "due"),
    [
        (date(2026, 11, 23), 1, date(2026, 12, 23)),
        (date(2027, 1, 31), 1, date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 11, 25), 1, date(2026, 12, 28)),  # Christmas Day, and a weekend
        (date(2026, 11, 30), 3, date(2027, 3, 1)),
    ],
)
def test_the_month_is_counted_as_the_law_counts_it(cast: Cast, came: date, months: int, due: date) -> None:

    with speaking(MADE_FOR_TESTS):
        BankHoliday.objects.create(place=cast.place, day=date(2026, 12, 25), name="Christmas Day")
    assert due_by(cast.place, came, months) == due


def test_asked_answered_on_one_page_and_read(alive: Cast) -> None:
    me, lead = signed_in(alive, "person"), signed_in(alive, "privacy_lead")
    me.post(url(alive, "ask_right"), {"right": "mend", "words": "My name has two Ns."})
    asked = only(alive, "person", Request)
    assert "Ana Asking" in lead.get(url(alive, "requests")).content.decode()
    page = url(alive, "answer_request", asked.pk)
    assert "My name has two Ns." in lead.get(page).content.decode()
    lead.post(page, {"longer": "1", "because": "There are nine files."})
    lead.post(page, {"hold": "1", "because": "A complaint."})
    assert "Nothing of theirs may be destroyed now" in lead.get(page).content.decode()
    lead.post(url(alive, "end_legal_hold", only(alive, "person", LegalHold).pk))
    assert "Please say what was done" in lead.post(page, {"answer": "done", "words": " "}).content.decode()
    lead.post(page, {"answer": "done", "words": "It is right everywhere now."})
    mine = me.get(url(alive, "ask_right")).content.decode()
    for words in ("It is right everywhere now.", "Pru Privacy"):
        assert words in mine
    assert only(alive, "person", Request).due > asked.due


def test_a_worker_enters_it_and_the_lead_hands_over_the_copy_which_is_a_look(alive: Cast) -> None:
    """Quinn has no account: the copy is made as Quinn may see it, and that it was fetched is shown to Quinn."""
    quiet, lead = alive.people["quiet"], signed_in(alive, "privacy_lead")
    signed_in(alive, "peer").post(url(alive, "enter_right", quiet.pk), {"channel": "phone", "right": "copy"})
    asked = only(alive, "privacy_lead", Request)
    assert (asked.person_id, asked.channel) == (quiet.pk, "phone")
    lead.post(url(alive, "answer_request", asked.pk), {"copy": "1"})
    copy = only(alive, "privacy_lead", WholeCopy)
    jobs.make_copy.func(copy=str(copy.pk))
    for name, status in (("peer", 404), ("place_lead", 404), ("person", 404)):
        assert signed_in(alive, name).get(url(alive, "fetch_copy", copy.pk)).status_code == status
    answer = lead.get(url(alive, "fetch_copy", copy.pk))
    assert b"".join(answer.streaming_content).startswith(b"PK")

    with speaking(MADE_FOR_TESTS):
        seen = Look.unguarded.filter(person=quiet, page="fetch_copy").values_list("by_name", "reason")
        assert list(seen) == [("Pru Privacy", "they hand over the copy you asked for")]
    answer_request(asked, answer=Answer.DONE, words="Handed over.", by=alive.who("privacy_lead"))
    assert lead.get(url(alive, "fetch_copy", copy.pk)).status_code == 404, "answered, it is closed again"


def test_of_somebody_with_an_account_the_lead_fetches_nothing(alive: Cast) -> None:
    asked = ask_right(alive.people["person"], right=Right.COPY, words="", by=alive.who("person"))
    copy = copy_for_request(asked, by=alive.who("privacy_lead"))
    jobs.make_copy.func(copy=str(copy.pk))
    assert signed_in(alive, "privacy_lead").get(url(alive, "fetch_copy", copy.pk)).status_code == 404
    assert signed_in(alive, "person").get(url(alive, "fetch_copy", copy.pk)).status_code == 200


@pytest.mark.parametrize("name", ["peer", "place_lead", "friend", "stranger", "person"])
def test_only_the_lead_answers_and_sets_times(alive: Cast, name: str) -> None:
    asked = ask_right(alive.people["person"], right=Right.STOP, words="", by=alive.who("person"))
    with pytest.raises(PermissionDenied):
        answer_request(asked, answer=Answer.NOT_DONE, words="No.", by=alive.who(name))
    assert signed_in(alive, name).get(url(alive, "set_terms")).status_code == 403
    with as_the_database_sees(alive, name):
        assert Request.unguarded.filter(pk=asked.pk).update(due=asked.due) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            KeepingTime.objects.create(
                place=alive.place, what="own", years=1, because="x", set_by_id=alive.people[name].pk,
                set_at=asked.asked_at,
            )  # fmt: skip


def test_anybody_reads_what_the_lead_has_said(alive: Cast) -> None:
    lead = signed_in(alive, "privacy_lead")
    lead.post(url(alive, "set_terms"), {"what": "care", "years": "8", "because": "The Care Act."})
    mind = alive.organisations["Mind"].pk
    lead.post(
        url(alive, "set_terms"),
        {"organisation": str(mind), "ground": "legitimate", "condition": "charity", "contact": "Moll, 01632 960 111"},
    )

    page = Client().get(url(alive, "privacy")).content.decode()
    for words in ("The Care Act.", "8 years after we last met", "Moll, 01632 960 111", "Article 6(1)(f)", "ico.org.uk"):
        assert words in page


def test_whoever_enters_it_for_somebody_is_asked_about_them(alive: Cast) -> None:
    for page in (
        signed_in(alive, "privacy_lead").get(url(alive, "enter_request")),
        signed_in(alive, "nurse").get(url(alive, "enter_right", alive.people["person"].pk)),
    ):
        assert "To have their words destroyed" in page.content.decode()
        assert "my words" not in page.content.decode()
