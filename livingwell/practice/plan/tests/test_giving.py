"""Taking the plan along: one page for the fridge, all of it to keep, and a copy for a GP that the person agreed to."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
import typst
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.paper import FONTS
from livingwell.kit.sending.messages import opened
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.plan import actions
from livingwell.practice.plan.headings import HEADINGS, REVIEWS, SAFE_HEADINGS, STEPS
from livingwell.practice.plan.models import GpCopy, HowGiven, ItemKind, Plan, SafeKind
from livingwell.practice.plan.paper import sheets
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db
ODD = 'Walks #strong[loud] $x$ "quoted" <b> \u05e9\u05dc\u05d5\u05dd'


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """A plan of four lines, shared with the friend and with the nurse, who works in the team that holds."""
    live_a_little(cast)
    me, mine = cast.people["person"], cast.who("person")
    actions.write_item(me, kind=ItemKind.MATTERS, words=ODD, by=mine)
    actions.write_item(me, kind=ItemKind.WITH_ME, words="My sister", by=mine)
    actions.add_step(me, words="Ring them", taker=me.pk, taker_name="Ana", day=date(2027, 1, 4), by=mine)
    actions.write_review(me, back="Better", forward="Slower", look_again=date(2027, 3, 1), by=mine)
    actions.write_safe_item(me, kind=SafeKind.SIGNS, words="Unopened letters", by=mine)
    until = clock.now().replace(year=2040)
    give_share(me, what=Part.PLAN, to=cast.people["nurse"], to_name="Nadia", until=until, by=mine)
    return cast


def plan(cast: Cast) -> Any:
    return only(cast, "person", Plan)


def pages(pdf: bytes) -> int:
    """How many pages a PDF of ours says it has."""
    return max(int(count) for count in re.findall(rb"/Count (\d+)", pdf))


def facts(lines: int) -> dict[str, Any]:
    said = [{"words": "A walk before the shops open, with the dog. " * 3, "about": "", "nth": n} for n in range(lines)]
    part = {"steps": False, "on_fridge": True, "lines": said}
    return {
        "title": "My plan", "name": "Ana", "day": "1 May 2027", "lang": "en", "region": "gb", "help": ["999"],
        "more": "There is more.", "parts": [part | {"heading": f"Part {n}"} for n in range(7)],
    }  # fmt: skip


@pytest.mark.parametrize("lines", [0, 1, 4, 9, 40, 200])
def test_the_sheet_for_the_fridge_is_one_page_whatever_stands_in_the_plan(lines: int) -> None:
    """Counted twice: in the PDF's own words, and in the pictures of its pages."""
    made = sheets.pdf(sheets.HERE / "fridge.typ", facts(lines))
    assert pages(made) == 1
    drawn = typst.compile(
        {"main": (sheets.HERE / "fridge.typ").read_bytes(), "told.json": json.dumps(facts(lines)).encode()},
        format="png", ppi=20, font_paths=[FONTS],
    )  # fmt: skip
    assert isinstance(drawn, bytes), "one page is one picture; more are a list"
    assert pages(sheets.document(facts(lines) | {"before": [], "after": []})) >= 1


def test_the_pages_are_tagged_and_hold_words_as_they_were_written(planned: Cast) -> None:
    me = signed_in(planned, "person")
    for name in ("fridge_plan", "download_plan"):
        answer = me.get(url(planned, name, plan(planned).pk))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert b"pdfuaid" in answer.content, "PDF/UA"


def test_what_other_programs_read_stands_under_the_shared_headings(planned: Cast) -> None:
    answer = signed_in(planned, "person").get(url(planned, "download_plan", plan(planned).pk), {"as": "json"})
    said = json.loads(answer.content)["plan"]
    found = {(one["section"], one["heading"]): one["entries"] for one in said}
    assert found["About me", "What is most important to me"][0]["words"] == ODD
    assert found["About me", "People who are important to me"][0]["words"] == "My sister"
    assert found["Care and support plan", "Actions and activities"][0]["day"] == "2027-01-04"
    assert found["Care and support plan", "Planned review date"] == [{"day": "2027-03-01"}]
    assert "Unopened letters" not in answer.content.decode(), "staying safe never travels with a plan"


def test_every_part_has_a_shared_heading() -> None:
    assert {*ItemKind, STEPS, REVIEWS} <= set(HEADINGS)
    assert set(SafeKind) == set(SAFE_HEADINGS)


def test_the_person_agrees_to_a_document_and_it_is_emailed_once(planned: Cast) -> None:
    me, address = signed_in(planned, "person"), url(planned, "send_to_gp", plan(planned).pk)
    assert "My sister" in me.get(address).content.decode(), "they read what is sent before they agree"
    refused = me.post(address, {"practice": "Harbour Surgery", "how": "email"}).content.decode()
    assert "or choose another way" in refused
    me.post(address, {"practice": "Harbour Surgery", "how": "email", "email": "letters@surgery.example"})
    with speaking(Errand("sending")):
        [message] = [opened(row) for row in Outgoing.objects.all()]
    assert message["to"] == "letters@surgery.example"
    assert ODD in message["body"]
    assert "Unopened letters" not in message["body"]
    assert message["subject"] == "A letter for your records"
    copy = only(planned, "person", GpCopy)
    assert (copy.practice, copy.agreed_by_id) == ("Harbour Surgery", planned.people["person"].pk)
    assert "We do not hear whether it was read" in me.get(url(planned, "gp_copies", plan(planned).pk)).content.decode()


def test_otherwise_nothing_is_sent_and_the_copy_stays_as_it_was(planned: Cast) -> None:
    mine, me = planned.who("person"), signed_in(planned, "person")
    actions.send_to_gp(plan(planned), practice="Harbour Surgery", how=HowGiven.HAND, by=mine)
    with speaking(Errand("sending")):
        assert not Outgoing.objects.exists()
    actions.write_item(planned.people["person"], kind=ItemKind.HOPE, words="Later words", by=mine)
    copy = only(planned, "person", GpCopy)
    assert "Later words" not in copy.document
    assert me.get(url(planned, "gp_copy", copy.pk)).content.startswith(b"%PDF")
    with as_the_database_sees(planned, "person"), connection.cursor() as cursor:
        for sql in ("update plan_gpcopy set how = 'email'", "delete from plan_gpcopy"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(sql)


def test_said_on_the_phone_to_a_worker_who_was_let_in_who_posts_it(planned: Cast) -> None:
    worker, address = signed_in(planned, "nurse"), url(planned, "send_to_gp", plan(planned).pk)
    worker.post(address, {"channel": "phone", "practice": "Harbour Surgery", "how": "post"})
    copy = only(planned, "nurse", GpCopy)
    assert (copy.agreed_by_name, copy.channel, copy.how) == ("Nadia", "phone", "post")
    assert worker.get(url(planned, "gp_copy", copy.pk)).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("friend", 403), ("peer", 404), ("stranger", 404)])
def test_nobody_else_gives_it_to_anybody(planned: Cast, name: str, status: int) -> None:
    given = actions.send_to_gp(plan(planned), practice="x", how=HowGiven.HAND, by=planned.who("person"))
    browser = signed_in(planned, name)
    assert browser.get(url(planned, "send_to_gp", plan(planned).pk)).status_code == status
    assert browser.get(url(planned, "gp_copy", given.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.send_to_gp(plan(planned), practice="x", how=HowGiven.HAND, by=planned.who(name))
