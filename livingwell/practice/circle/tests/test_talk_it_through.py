"""Under 16: each decision about who is let in is talked through first, and nothing is anybody's by default."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import IntegrityError

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.people.models import Place
from livingwell.practice.circle.actions import end_share, give_share, invite_supporter, share_or_ask, talk_it_through
from livingwell.practice.circle.models import CircleTie, Part, Share, Understanding, Understood
from livingwell.practice.circle.tests.asking import as_the_database_sees, only, signed_in, url
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db


@pytest.fixture
def young(cast: Cast) -> Cast:
    """Ana is 14, and had shared nothing before."""
    live_a_little(cast)
    with speaking(MADE_FOR_TESTS):
        person = cast.people["person"]
        Share.unguarded.filter(person=person).update(ended_at=clock.now(), ended_by=person)
        person.birth_year = clock.now().year - 14
        person.save(update_fields=["birth_year"])
    return cast


def asks(cast: Cast) -> dict[str, object]:
    return {"to": f"person:{cast.people['peer'].pk}", "what": ["story"], "how_long": "91", "yes": "1"}


def live(cast: Cast) -> list[str]:
    with as_the_database_sees(cast, "person"):
        return list(
            Share.unguarded.filter(person=cast.people["person"], ended_at=None).values_list("to_name", flat=True)
        )


def test_a_wish_is_talked_through_and_then_shared_once(young: Cast) -> None:
    me, worker = signed_in(young, "person"), signed_in(young, "peer")
    assert (
        "A worker talks about it with you first"
        in me.post(url(young, "give_share"), asks(young), follow=True).content.decode()
    )
    assert live(young) == []
    wish = only(young, "person", Understanding)
    page = worker.get(url(young, "talk_it_through", wish.pk)).content.decode()
    assert "Gillick" in page
    assert "How do you know" in page
    assert (
        "Please say how you know"
        in worker.post(url(young, "talk_it_through", wish.pk), {"answer": "yes"}).content.decode()
    )
    said = {"answer": "yes", "theirs": "So I need not say it again.", "ours": "She told me who reads it."}
    worker.post(url(young, "talk_it_through", wish.pk), said)
    assert "She told me who reads it." in me.get(url(young, "circle")).content.decode()
    me.post(url(young, "give_share"), asks(young))
    assert live(young) == ["Pearl"]
    me.post(url(young, "end_all_shares"))
    me.post(url(young, "give_share"), asks(young))
    assert live(young) == [], "each decision has a conversation of its own; ending one never does"


def test_a_worker_who_enters_it_again_talks_about_it_again(young: Cast) -> None:
    """Who writes for somebody sees no share that was given to another: whether the conversation was used is asked all
    the same, before anything breaks."""
    entering = young.who("peer").entering_for(young.people["person"].pk, "phone")
    until = clock.now() + timedelta(days=30)
    how = {"what": Part.STORY, "to": young.people["nurse"], "to_name": "Noor", "until": until, "by": entering}
    wish = share_or_ask(young.people["person"], **how)  # type: ignore[arg-type]
    assert isinstance(wish, Understanding)
    talk_it_through(wish, answer=Understood.YES, theirs="", ours="She told me.", by=young.who("peer"))
    share = share_or_ask(young.people["person"], **how)  # type: ignore[arg-type]
    assert isinstance(share, Share)
    end_share(share, by=young.who("person"))
    assert isinstance(share_or_ask(young.people["person"], **how), Understanding)  # type: ignore[arg-type]
    assert live(young) == []


@pytest.mark.parametrize("answer", [Understood.NOT_YET, Understood.NOT_WANTED])
def test_not_yet_and_not_wanted_open_nothing(young: Cast, answer: Understood) -> None:
    signed_in(young, "person").post(url(young, "give_share"), asks(young))
    talk_it_through(only(young, "person", Understanding), answer=answer, theirs="", ours="x", by=young.who("peer"))
    signed_in(young, "person").post(url(young, "give_share"), asks(young))
    assert live(young) == []


def test_no_way_round_it(young: Cast) -> None:
    """By the act, by another's conversation, by a worker in their voice, by the database's own hand."""
    month, mine, person = clock.now() + timedelta(days=30), young.who("person"), young.people["person"]
    for to, name in ((young.people["peer"], "Pearl"), (young.north, "North")):
        with pytest.raises(Refused, match="talked through"):
            give_share(person, what=Part.STORY, to=to, to_name=name, until=month, by=mine)
    with pytest.raises(Refused, match="talked through"):
        invite_supporter(person, named_as="Mum", by=mine)
    signed_in(young, "person").post(url(young, "give_share"), asks(young))
    wish = only(young, "person", Understanding)
    for name in ("person", "south_lead", "friend", "stranger"):
        with pytest.raises(PermissionDenied):
            talk_it_through(wish, answer=Understood.YES, theirs="", ours="x", by=young.who(name))
    talk_it_through(wish, answer=Understood.YES, theirs="", ours="x", by=young.who("peer"))
    with pytest.raises(PermissionDenied):
        talk_it_through(wish, answer=Understood.NOT_YET, theirs="", ours="y", by=young.who("nurse"))
    with pytest.raises(Refused, match="talked through"):  # of this part, and to this one, alone
        give_share(person, what=Part.PLAN, to=young.people["peer"], to_name="Pearl", until=month, by=mine)
    with as_the_database_sees(young, "person"), pytest.raises(IntegrityError), transaction.atomic():
        Share(
            place_id=person.place_id, person_id=person.pk, what=Part.PLAN, to_person_id=young.people["peer"].pk,
            to_name="Pearl", given_by_id=person.pk, given_at=clock.now(), until=month, understanding_id=wish.pk,
        ).save(force_insert=True)  # fmt: skip


def test_a_carer_is_asked_in_after_a_conversation_too(young: Cast) -> None:
    me = signed_in(young, "person")
    me.post(url(young, "invite_supporter"), {"named_as": "Mum"})
    wish = only(young, "person", Understanding)
    assert (wish.what, wish.to_name) == ("circle", "Mum")
    talk_it_through(wish, answer=Understood.YES, theirs="", ours="She wants her there.", by=young.who("peer"))
    assert "Words for Mum" in me.post(url(young, "invite_supporter"), {"named_as": "mum"}).content.decode() or only(
        young, "person", CircleTie
    )


@pytest.mark.parametrize(("where", "says"), [("scotland", "12 or older"), ("northern_ireland", "Northern Ireland")])
def test_the_law_is_that_of_the_place(young: Cast, where: str, says: str) -> None:
    with speaking(MADE_FOR_TESTS):
        Place.objects.filter(pk=young.place.pk).update(jurisdiction=where)
    signed_in(young, "person").post(url(young, "give_share"), asks(young))
    wish = only(young, "person", Understanding)
    assert says in signed_in(young, "peer").get(url(young, "talk_it_through", wish.pk)).content.decode()
