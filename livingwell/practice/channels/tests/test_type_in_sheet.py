"""Forms on paper: the reference leads to the right person and form, once, and a guess leads nowhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people.models import RoutingArea
from livingwell.practice.channels import actions, reads
from livingwell.practice.channels.models import OF_A_PERSON, Sheet, SheetKind
from livingwell.practice.channels.sheets import blanks_pdf
from livingwell.practice.circle.models import Share
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from livingwell.practice.frontdoor.models import Introduction
from livingwell.practice.holding.models import Ending, Journey
from livingwell.practice.plan.models import PlanItem, Review, SafeItem, Step
from livingwell.practice.story.models import Entry
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(cast: Cast) -> Cast:
    """One form of each kind is on its way to Quinn, who has no account and is held by duty in North."""
    live_a_little(cast)
    with speaking(MADE_FOR_TESTS):
        RoutingArea.objects.create(place=cast.place, postcode_prefix="", team=cast.north)
    actions.print_sheets(cast.people["quiet"], kinds=OF_A_PERSON, by=cast.who("nurse"))
    return cast


def sheet(cast: Cast, kind: SheetKind) -> Sheet:
    with as_the_database_sees(cast, "nurse"):
        return Sheet.unguarded.get(kind=kind)


def typed(cast: Cast, kind: SheetKind, said: dict[str, Any]) -> Any:
    return signed_in(cast, "nurse").post(url(cast, "type_in_sheet", sheet(cast, kind).pk), said)


def theirs(cast: Cast, model: Any) -> list[Any]:
    with speaking(MADE_FOR_TESTS):
        return list(model.unguarded.filter(person=cast.people["quiet"]).order_by("pk"))


def both(cast: Cast) -> tuple[Any, ...]:
    return cast.people["nurse"].pk, cast.people["quiet"].pk, "paper"


def by_and_for(cast: Cast, act: str) -> set[tuple[Any, ...]]:
    with speaking(MADE_FOR_TESTS):
        return set(Event.objects.filter(act=act).values_list("by_id", "voice_id", "channel"))


def test_the_reference_leads_to_the_person_and_the_form_whatever_is_typed_between_its_letters(printed: Cast) -> None:
    worker, page = signed_in(printed, "nurse"), sheet(printed, SheetKind.STORY)
    asked = worker.post(url(printed, "sheets_back"), {"reference": page.reference.lower().replace("-", " . ")})
    assert asked["Location"] == url(printed, "type_in_sheet", page.pk)
    assert "Quinn Quiet" in worker.get(asked["Location"]).content.decode()


def test_each_form_becomes_what_the_person_would_have_written_and_names_both(printed: Cast) -> None:
    team = f"team:{printed.north.pk}"
    typed(printed, SheetKind.STORY, {"heading": "The sea", "words": "I swam.", "keep": "on"})
    typed(printed, SheetKind.PLAN, {"hope": "- A garden\n\n- A dog", "steps": "Ring them", "back": "Slept."})
    typed(printed, SheetKind.STAYING_SAFE, {"signs": "I hide.", "who_1": "Mum", "number_1": "01534 1"})
    typed(printed, SheetKind.SHARE, {"to": team, "what": ["story", "plan"], "how_long": "30"})
    reach = {"phone": "07700 900 123", "message": "yes", "write": "no", "reach": "The hub"}
    typed(printed, SheetKind.REACH, reach)
    assert [(one.heading, one.words, one.kept_at is not None) for one in theirs(printed, Entry)] == [
        ("The sea", "I swam.", True)
    ]
    assert [item.words for item in theirs(printed, PlanItem)] == ["A garden", "A dog"]
    assert [(step.words, step.taker_id) for step in theirs(printed, Step)] == [
        ("Ring them", printed.people["quiet"].pk)
    ]
    assert [review.back for review in theirs(printed, Review)] == ["Slept."]
    assert [(item.words, item.number) for item in theirs(printed, SafeItem)] == [("I hide.", ""), ("Mum", "01534 1")]
    assert sorted(share.what for share in theirs(printed, Share)) == ["plan", "story"]
    with as_the_database_sees(printed, "nurse"):
        printed.people["quiet"].refresh_from_db()
    assert (printed.people["quiet"].phone, printed.people["quiet"].safe_to_write) == ("+447700900123", "no")
    typed(printed, SheetKind.GOODBYE, {"kind": "goodbye", "words": "Thank you."})
    assert [(one.words, one.said_by_id) for one in theirs(printed, Ending)] == [
        ("Thank you.", printed.people["quiet"].pk)
    ]
    acts = ("write_entry", "write_item", "add_step", "write_review", "write_safe_item", "give_share", "change_reach",
            "say_goodbye", "type_in_sheet")  # fmt: skip
    nurses = {act: by_and_for(printed, act) & {both(printed)} for act in acts}
    assert nurses == {act: {both(printed)} for act in acts}


def test_what_came_back_is_typed_in_once(printed: Cast) -> None:
    said = {"heading": "", "words": "I swam.", "once": "a"}
    first = typed(printed, SheetKind.STORY, said)
    assert first["Location"] == url(printed, "give_copy", printed.people["quiet"].pk)
    typed(printed, SheetKind.STORY, said | {"words": "I ran.", "once": "b"})
    assert [one.words for one in theirs(printed, Entry)] == ["I swam."]
    again, by = sheet(printed, SheetKind.STORY), printed.who("nurse").entering_for(printed.people["quiet"].pk, "paper")
    with pytest.raises(PermissionDenied):
        actions.type_in_sheet(again, said={"heading": "", "words": "x", "keep": False}, by=by)


def test_an_introduction_from_the_table_becomes_somebody_who_is_held(printed: Cast) -> None:
    worker = signed_in(printed, "peer")
    worker.post(url(printed, "print_introduction_sheet"))
    blank = sheet(printed, SheetKind.INTRODUCTION)
    said = {"for_whom": "me", "name": "Bo", "phone": "07700 900 124", "happening": "Tired."}
    answer = worker.post(url(printed, "type_in_sheet", blank.pk), said)
    assert "Bo is held" in answer.content.decode()
    with speaking(MADE_FOR_TESTS):
        came = Introduction.unguarded.get(person__name="Bo")
        assert (came.channel, came.entered_by_name) == ("paper", "Pearl")
        assert Journey.unguarded.get(pk=came.journey_id).closed_at is None
    worker.post(url(printed, "type_in_sheet", blank.pk), said | {"once": "again"})
    with speaking(MADE_FOR_TESTS):
        assert Introduction.unguarded.filter(person__name="Bo").count() == 1


def test_it_leads_nowhere_for_another_team_for_a_guess_and_when_it_is_too_old(printed: Cast) -> None:
    page = sheet(printed, SheetKind.STORY)
    elsewhere, said = signed_in(printed, "south_lead"), {"reference": page.reference}
    refused = "No form of your teams waits under this reference"
    assert refused in elsewhere.post(url(printed, "sheets_back"), said).content.decode()
    assert elsewhere.get(url(printed, "type_in_sheet", page.pk)).status_code == 404
    worker = signed_in(printed, "nurse")
    assert refused in worker.post(url(printed, "sheets_back"), {"reference": "BBBB-BBBB"}).content.decode()
    with clock.at(clock.now() + timedelta(days=91)), as_the_database_sees(printed, "nurse"):
        assert reads.sheet_called(page.reference, printed.who("nurse")) is None


def test_guesses_run_out(printed: Cast) -> None:
    worker, codes = signed_in(printed, "nurse"), []
    for nth in range(22):
        codes.append(worker.post(url(printed, "sheets_back"), {"reference": f"BCDF-{nth:04d}"}).status_code)
    assert (codes[0], codes[-1]) == (200, 429)


def test_the_database_lets_nobody_else_print_or_type_in(printed: Cast) -> None:
    page = sheet(printed, SheetKind.STORY)
    for name in ("south_lead", "stranger", "friend"):
        with as_the_database_sees(printed, name):
            seen = Sheet.unguarded.filter(person=printed.people["quiet"])
            assert not seen.exists()
            assert not seen.update(came_back_by_id=printed.people[name].pk, came_back_at=clock.now())
    by = printed.who("south_lead").entering_for(printed.people["quiet"].pk, "paper")
    with pytest.raises(PermissionDenied):
        actions.type_in_sheet(page, said={}, by=by)


def test_no_name_stands_on_a_blank_form_and_its_pdf_can_be_read_aloud(printed: Cast) -> None:
    with as_the_database_sees(printed, "nurse"):
        sheets = list(Sheet.unguarded.order_by("pk"))
    assert len(sheets) == len(OF_A_PERSON)
    made = blanks_pdf(sheets, printed.place)
    assert made.startswith(b"%PDF")
    assert b"pdfuaid" in made, "PDF/UA"
    worker = signed_in(printed, "nurse")
    for one in sheets:
        page = worker.get(url(printed, "print_sheet", one.pk)).content.decode()
        assert one.reference in page
        assert "Quinn" not in page


def test_only_what_they_may_see_is_on_the_way(printed: Cast) -> None:
    assert only(printed, "nurse", Sheet, kind=SheetKind.PLAN).waits
    assert "Quinn Quiet" in signed_in(printed, "nurse").get(url(printed, "sheets_back")).content.decode()
    assert "Quinn Quiet" not in signed_in(printed, "south_lead").get(url(printed, "sheets_back")).content.decode()
