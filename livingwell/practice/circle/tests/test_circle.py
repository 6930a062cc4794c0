"""Promises 5 and 6: shares, ties, looks and openings, as a person sees them and as others try to get round them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format

from livingwell.kit import clock
from livingwell.kit.record.models import Event
from livingwell.practice.circle.actions import invite_supporter, open_unshared
from livingwell.practice.circle.jobs import tell_privacy_leads
from livingwell.practice.circle.models import CircleTie, Opening, Part, Share
from livingwell.practice.circle.tests.asking import as_the_database_sees, looks_of, only, signed_in, url
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def alive(cast: Cast) -> Cast:
    live_a_little(cast)
    return cast


def shares(cast: Cast, name: str) -> list[tuple[str, str]]:
    with as_the_database_sees(cast, name):
        live = Share.unguarded.filter(ended_at=None, person=cast.people[name])
        return sorted(live.values_list("what", "to_name"))


def test_the_page_says_who_sees_what_in_a_sentence(alive: Cast) -> None:
    text = signed_in(alive, "person").get(url(alive, "circle")).content.decode()
    assert "<strong>North</strong> can see “My story” until" in text
    assert "<strong>Fred</strong> can see “My plan” until" in text


def test_a_share_is_said_before_it_is_given(alive: Cast) -> None:
    me = signed_in(alive, "person")
    asked = {"to": f"person:{alive.people['peer'].pk}", "what": ["story", "plan"], "how_long": "91"}
    said = me.post(url(alive, "give_share"), asked).content.decode()
    assert "Pearl" in said
    assert "will see" in said
    assert ("story", "Pearl") not in shares(alive, "person")
    for _ in range(2):
        me.post(url(alive, "give_share"), asked | {"yes": "1", "once": "one click"})
    assert [one for one in shares(alive, "person") if one[1] == "Pearl"] == [("plan", "Pearl"), ("story", "Pearl")]


def test_only_those_one_knows_can_be_chosen(alive: Cast) -> None:
    me = signed_in(alive, "person")
    page = me.get(url(alive, "give_share")).content.decode()
    assert "Pearl" in page
    assert "North team" in page
    for stranger in ("stranger", "friend", "south_lead"):
        assert alive.people[stranger].name not in page
        asked = {"to": f"person:{alive.people[stranger].pk}", "what": ["story"], "how_long": "91", "yes": "1"}
        assert "Please choose one of the answers shown" in me.post(url(alive, "give_share"), asked).content.decode()


def test_ending_one_and_ending_all(alive: Cast) -> None:
    me = signed_in(alive, "person")
    me.post(url(alive, "end_share", only(alive, "person", Share, what="story").pk))
    assert shares(alive, "person") == [("plan", "Fred")]
    me.post(url(alive, "end_all_shares"))
    assert shares(alive, "person") == []


def test_those_who_received_a_share_do_not_end_or_widen_it(alive: Cast) -> None:
    share = only(alive, "person", Share, what="plan")
    assert signed_in(alive, "friend").post(url(alive, "end_share", share.pk)).status_code == 403
    assert signed_in(alive, "stranger").post(url(alive, "end_share", share.pk)).status_code == 404
    with as_the_database_sees(alive, "friend"):
        assert Share.unguarded.filter(pk=share.pk).update(ended_at=None) == 0


def test_entered_for_somebody_by_phone(alive: Cast) -> None:
    worker, quiet = signed_in(alive, "peer"), alive.people["quiet"]
    asked = {"to": f"team:{alive.north.pk}", "what": ["story"], "how_long": "30", "channel": "phone"}
    said = worker.post(url(alive, "enter_share", quiet.pk), asked).content.decode()
    assert "Read this out to them" in said
    worker.post(url(alive, "enter_share", quiet.pk), asked | {"yes": "1"})
    with as_the_database_sees(alive, "peer"):
        told = Event.objects.get(act="give_share", voice_id=quiet.pk)
        assert (told.by_id, told.channel) == (alive.people["peer"].pk, "phone")
    paper = worker.get(url(alive, "print_circle", quiet.pk)).content.decode()
    assert "North team</strong> can see “My story”" in paper or "North team can see “My story”" in paper
    worker.post(url(alive, "enter_end_of_shares", quiet.pk), {"channel": "phone"})
    assert "Nobody but you" in worker.get(url(alive, "print_circle", quiet.pk)).content.decode()


def test_on_paper_only_for_somebody_without_an_account(alive: Cast) -> None:
    worker = signed_in(alive, "peer")
    for name in ("print_circle", "print_looks"):
        assert "has an account" in worker.get(url(alive, name, alive.people["person"].pk)).content.decode()
        assert signed_in(alive, "south_lead").get(url(alive, name, alive.people["quiet"].pk)).status_code == 404
    worker.get(url(alive, "print_circle", alive.people["quiet"].pk))
    assert "Pearl" in worker.get(url(alive, "print_looks", alive.people["quiet"].pk)).content.decode()


def test_anybody_prints_their_own_and_nobody_elses(alive: Cast) -> None:
    me, worker = signed_in(alive, "person"), signed_in(alive, "peer")
    page = worker.get(url(alive, "print_looks", alive.people["person"].pk)).content.decode()
    assert "Pearl" not in page.partition("<main")[2], "who has an account reads it there themselves"
    worker.get(url(alive, "enter_share", alive.people["person"].pk))
    paper = me.get(url(alive, "print_looks", alive.people["person"].pk)).content.decode()
    assert "Pearl" in paper
    assert date_format(clock.now(), "l j F Y") in paper, "paper outlives the day, so it says the year"
    assert "Who sees what" in me.get(url(alive, "print_circle", alive.people["person"].pk)).content.decode()
    for name in ("print_circle", "print_looks"):
        assert me.get(url(alive, name, alive.people["quiet"].pk)).status_code == 404


def test_a_friend_joins_with_a_code_and_is_let_in_later(alive: Cast) -> None:
    me, friend = signed_in(alive, "person"), signed_in(alive, "stranger")
    me.post(url(alive, "invite_supporter"), {"named_as": "Stan"})
    assert only(alive, "person", CircleTie).accepted_at is None
    code = invite_supporter(alive.people["person"], named_as="Stan again", by=alive.who("person"))[1]
    wrong = friend.post(url(alive, "join_circle"), {"code": "river apple lamp song 42"}).content.decode()
    assert "do not open anything now" in wrong
    friend.post(url(alive, "join_circle"), {"code": code.replace("-", "  ").upper()})
    tie = only(alive, "stranger", CircleTie)
    assert tie.person_name == "Ana Asking"
    assert "do not open anything" in friend.post(url(alive, "join_circle"), {"code": code}).content.decode()
    assert "The plan of Ana Asking" not in friend.get(url(alive, "home")).content.decode()
    asked = {"to": f"person:{alive.people['stranger'].pk}", "what": ["plan"], "how_long": "7", "yes": "1"}
    me.post(url(alive, "give_share"), asked)
    assert "The plan of Ana Asking" in friend.get(url(alive, "home")).content.decode()
    me.post(url(alive, "end_tie", tie.pk))
    assert "Ana Asking" not in friend.get(url(alive, "home")).content.decode()
    assert ("plan", "Stan again") not in shares(alive, "person")


def test_codes_cannot_be_tried_without_end(alive: Cast) -> None:
    friend = signed_in(alive, "stranger")
    answers = [friend.post(url(alive, "join_circle"), {"code": f"a b c d {n}"}).status_code for n in range(14)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_ones_own_code_is_no_way_into_ones_own_circle(alive: Cast) -> None:
    code = invite_supporter(alive.people["person"], named_as="x", by=alive.who("person"))[1]
    assert "do not open" in signed_in(alive, "person").post(url(alive, "join_circle"), {"code": code}).content.decode()


def test_opening_takes_a_reason_is_told_and_ends_by_itself(alive: Cast) -> None:
    worker = signed_in(alive, "nurse")
    address = url(alive, "open_unshared", alive.people["person"].pk)
    assert "closes by itself" in worker.get(address).content.decode()
    empty = worker.post(address, {"what": "plan", "reason": "  "}).content.decode()
    assert "Nothing opens without a reason" in empty
    with pytest.raises(ValueError, match="reason"):
        open_unshared(alive.people["person"], what=Part.PLAN, reason=" ", by=alive.who("nurse"))
    assert worker.post(address, {"what": "plan", "reason": "She said goodbye to me"}, follow=True).status_code == 200
    opening = only(alive, "person", Opening)
    assert opening.reason == "She said goodbye to me"
    for page in ("circle", "looks"):
        assert "She said goodbye to me" in signed_in(alive, "person").get(url(alive, page)).content.decode()
    lead = signed_in(alive, "privacy_lead")
    assert "waits for you to look into it" in lead.get(url(alive, "requests")).content.decode()
    assert "She said goodbye to me" in lead.get(url(alive, "openings")).content.decode()
    lead.post(url(alive, "review_opening", opening.pk))
    assert only(alive, "person", Opening).reviewed_by_id == alive.people["privacy_lead"].pk
    assert signed_in(alive, "peer").get(url(alive, "openings")).status_code == 403
    assert signed_in(alive, "peer").post(url(alive, "review_opening", opening.pk)).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("south_lead", 404), ("friend", 403)])
def test_opening_is_for_those_who_hold(alive: Cast, name: str, status: int) -> None:
    address = url(alive, "open_unshared", alive.people["person"].pk)
    assert signed_in(alive, name).post(address, {"what": "plan", "reason": "x"}).status_code == status


def test_the_privacy_lead_is_written_to(alive: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = open_unshared(alive.people["person"], what=Part.PLAN, reason="fear", by=alive.who("nurse"))
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr("livingwell.practice.circle.jobs.send_email", lambda **message: sent.append(message))
    tell_privacy_leads.func(opening=str(opening.pk))
    assert [message["to"] for message in sent] == [alive.accounts["privacy_lead"].email]
    assert "Ana" not in str(sent)
    assert "fear" not in str(sent)


def test_looks_are_grouped_and_paged_and_a_tampered_page_begins_anew(alive: Cast) -> None:
    worker = signed_in(alive, "peer")
    for _ in range(50):
        worker.get(url(alive, "story_of", alive.people["person"].pk))
    me = signed_in(alive, "person")
    page = me.get(url(alive, "each_look"))
    assert "your name and how to reach you" in page.content.decode()
    earlier = me.get(url(alive, "each_look") + page.context["earlier"])
    assert earlier.status_code == 200
    assert earlier.context["days"]
    for odd in ("?before=x", "?before=9999-99-99", "?before=2026-01-01", "?before=%00"):
        assert me.get(url(alive, "each_look") + odd).status_code == 200


def test_nobody_edits_or_removes_a_look(alive: Cast) -> None:
    signed_in(alive, "peer").get(url(alive, "enter_share", alive.people["person"].pk))
    assert looks_of(alive, "person")
    from django.db import connection, transaction
    from django.db.utils import ProgrammingError

    with as_the_database_sees(alive, "peer"), connection.cursor() as cursor:
        for attack in ("delete from circle_look", "update circle_look set by_name = 'nobody'"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(attack)


def test_a_worker_gives_no_share_to_themselves_in_their_own_name(alive: Cast) -> None:
    from livingwell.kit import clock
    from livingwell.practice.circle.actions import give_share

    with pytest.raises(PermissionDenied):
        give_share(
            alive.people["person"], what=Part.PLAN, to=alive.people["peer"], to_name="me",
            until=clock.now().replace(year=2040), by=alive.who("peer"),
        )  # fmt: skip


@pytest.mark.parametrize("name", ["person", "friend", "nurse", "stranger"])
def test_home_is_lean_for_everybody(alive: Cast, name: str, django_assert_max_num_queries: Any) -> None:
    browser = signed_in(alive, name)
    with django_assert_max_num_queries(15 + 2):  # the test's own transaction makes two savepoints of the request's
        assert browser.get(url(alive, "home")).status_code == 200


def test_home_says_who_holds(alive: Cast) -> None:
    text = signed_in(alive, "person").get(url(alive, "home")).content.decode()
    assert "Pearl is here for you" in text
    assert "I may not be safe now" in text
    shared = signed_in(alive, "friend").get(url(alive, "home")).content.decode()
    assert "The plan of Ana Asking" in shared
    assert "is here for you" not in shared
    assert "My story" not in shared.split("<main")[1]
