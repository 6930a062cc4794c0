"""A worry: raised by anybody, seen by few, never by the person until they are told; each decision with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.kit.sending.messages import opened
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.people.models import Jurisdiction, Role, RoleKind
from livingwell.practice.circle.models import Look
from livingwell.practice.looking_out.actions import (
    RAISING,
    Raised,
    close_worry,
    raise_worry,
    take_worry,
    write_worry_entry,
)
from livingwell.practice.looking_out.actions.worries import CALLING_AGAIN, call_again_for_untaken
from livingwell.practice.looking_out.law import law_for
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow, EntryKind, ToldThem, Worry
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

pytestmark = pytest.mark.django_db
TOLD = {"whom": "adult", "called": "Ana, at number 7", "words": "She had a black eye", "they_know": "not_yet"}


def at(cast: Cast, name: str, *args: Any) -> str:
    return reverse(name, args=[cast.place.slug, *args])


def the_worry() -> Worry:
    with speaking(MADE_FOR_TESTS):
        found: Worry = Worry.unguarded.get()
        return found


def name_a_lead(cast: Cast, name: str) -> None:
    with speaking(MADE_FOR_TESTS):
        Role.objects.create(
            place=cast.place, person=cast.people[name], kind=RoleKind.SAFEGUARDING_LEAD, began_at=clock.now()
        )


def sent() -> list[dict[str, str]]:
    with speaking(Errand("sending")):
        return [opened(row) for row in Outgoing.objects.order_by("made_at", "id")]


@pytest.mark.parametrize("who", ["", "stranger", "friend", "person", "peer"])
def test_anybody_raises_it_and_a_lead_is_called(cast: Cast, client: Client, who: str) -> None:
    name_a_lead(cast, "coordinator")
    if who:
        client.force_login(cast.accounts[who])
    page = client.get(at(cast, "raise_worry")).content.decode()
    assert "999" in page
    assert "next working day" in page
    answer = client.post(at(cast, "raise_worry"), TOLD | {"teller": "A neighbour"}, follow=True).content.decode()
    assert "Thank you" in answer
    worry = the_worry()
    assert worry.teller == ("A neighbour" if not who else cast.who(who).name)
    (message,) = sent()
    assert message["to"] == cast.accounts["coordinator"].email
    for never in ("Ana", "eye", "worry", cast.place.name):
        assert never not in message["subject"] + message["body"].split("http")[0]


def test_few_see_it_and_what_they_do_has_its_reason(cast: Cast, client: Client) -> None:
    live_a_little(cast)
    name_a_lead(cast, "nurse")
    client.force_login(cast.accounts["peer"])
    client.post(at(cast, "raise_worry") + f"?about={cast.people['person'].pk}", TOLD)
    worry = the_worry()
    assert worry.about_id == cast.people["person"].pk
    for name in ("person", "stranger", "lead", "privacy_lead", "place_lead", "friend", "far_worker"):
        client.force_login(cast.accounts[name])
        assert client.get(at(cast, "worry", worry.pk)).status_code == 404, name
        with pytest.raises(PermissionDenied):
            take_worry(worry, by=cast.who(name))
    nadia = cast.who("nurse")
    with pytest.raises(PermissionDenied):
        write_worry_entry(worry, kind=EntryKind.DECIDED, words="x", why="y", by=nadia)
    take_worry(worry, by=nadia)
    client.force_login(cast.accounts["nurse"])
    assert (
        "Please give the reason"
        in client.post(
            at(cast, "write_worry_entry", worry.pk), {"entry-kind": "decided", "entry-words": "Ring the council"}
        ).content.decode()
    )
    write_worry_entry(worry, kind=EntryKind.DECIDED, words="Ring the council", why="The second time", by=nadia)
    page = client.get(at(cast, "worry", worry.pk)).content.decode()
    assert "The second time" in page
    assert "Care Act 2014, section 42" in page
    assert page.count("Nadia") > 1, "who has read it"
    close_worry(worry, words="Safe at her sister’s", why="The council has it", by=nadia)
    client.force_login(cast.accounts["peer"])
    raised = client.get(at(cast, "worry", worry.pk)).content.decode()
    assert "Nadia Nurse took it" in raised or "Nadia took it" in raised
    assert "The second time" not in raised


def test_nothing_of_it_shows_on_their_pages_or_looks_until_they_are_told(cast: Cast, client: Client) -> None:
    live_a_little(cast)
    name_a_lead(cast, "nurse")
    ana = cast.people["person"]
    client.force_login(cast.accounts["peer"])
    assert "Ana Asking" in client.get(at(cast, "raise_worry") + f"?about={ana.pk}").content.decode()
    unsafe = TOLD | {"they_know": "unsafe"}
    refused = client.post(at(cast, "raise_worry") + f"?about={ana.pk}", unsafe)
    assert "why it would not be safe" in refused.content.decode()
    client.post(at(cast, "raise_worry") + f"?about={ana.pk}", unsafe | {"why_not": "He reads her phone"})
    worry = the_worry()
    client.force_login(cast.accounts["nurse"])
    assert "He reads her phone" in client.get(at(cast, "worry", worry.pk)).content.decode()
    with speaking(MADE_FOR_TESTS):
        assert not Look.unguarded.filter(person=ana).exists()
        assert not Look.unguarded.filter(people__contains=[ana.pk]).exists()
        assert not Event.objects.filter(act__contains="worry", about_id=ana.pk).exists()
    client.force_login(cast.accounts["person"])
    mine = "".join(client.get(at(cast, name)).content.decode() for name in ("home", "looks", "told_me"))
    assert "worry" not in mine.lower().replace("worried", "").replace("worries", "")
    client.force_login(cast.accounts["nurse"])
    client.post(at(cast, "take_worry", worry.pk))
    client.post(at(cast, "tell_them", worry.pk), {"tell-words": "Somebody was worried. We would like to talk."})
    client.force_login(cast.accounts["person"])
    assert "We would like to talk" in client.get(at(cast, "told_me")).content.decode()
    assert client.get(at(cast, "worry", worry.pk)).status_code == 404, "and never who told us"
    client.force_login(cast.accounts["nurse"])
    client.get(at(cast, "worry", worry.pk))
    with speaking(MADE_FOR_TESTS):
        assert Look.unguarded.filter(people__contains=[ana.pk]).exists() or Look.unguarded.filter(person=ana).exists()


def test_a_place_without_a_lead_and_a_lead_it_is_about(cast: Cast, client: Client) -> None:
    live_a_little(cast)
    client.post(at(cast, "raise_worry"), TOLD)
    assert [one["to"] for one in sent()] == [cast.accounts["place_lead"].email]
    client.force_login(cast.accounts["place_lead"])
    assert "Ana, at number 7" in client.get(at(cast, "worries")).content.decode()
    name_a_lead(cast, "person")
    assert client.get(at(cast, "worries")).status_code == 403
    client.force_login(cast.accounts["peer"])
    client.post(at(cast, "raise_worry") + f"?about={cast.people['person'].pk}", TOLD)
    client.force_login(cast.accounts["person"])
    assert client.get(at(cast, "worries")).content.decode().count("Ana, at number 7") == 1, "not the one about her"


def test_the_database_holds_it_past_the_application(cast: Cast, client: Client) -> None:
    live_a_little(cast)
    name_a_lead(cast, "nurse")
    client.post(at(cast, "raise_worry"), TOLD)
    for name, sql in (
        ("stranger", "select 1 from looking_out_worry"),
        ("place_lead", "select 1 from looking_out_worry"),
        ("person", "insert into looking_out_toldthem select * from looking_out_toldthem"),
        ("nurse", "update looking_out_worry set words = words"),
        ("nurse", "update looking_out_worryentry set words = words"),
        ("nurse", "delete from looking_out_worry"),
        ("peer", "insert into looking_out_worry select * from looking_out_worry"),
    ):
        try:
            with speaking(cast.who(name)), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
                assert cursor.rowcount == 0, (name, sql)
        except DatabaseError:
            pass
    with speaking(MADE_FOR_TESTS):
        assert not ToldThem.unguarded.exists()


def test_machines_are_slowed_and_every_law_is_named(cast: Cast, client: Client) -> None:
    answers = [client.post(at(cast, "raise_worry"), TOLD).status_code for _ in range(8)]
    assert answers[0] == 302
    assert answers[-1] == 429
    for jurisdiction in Jurisdiction.values:
        for whom in AboutWhom.values:
            assert law_for(jurisdiction, whom).named
    assert "section 47" in str(law_for("england", "child").named)
    assert RAISING.why


def test_what_nobody_takes_is_called_for_again_each_hour_of_the_day_and_the_place_s_lead_too(cast: Cast) -> None:
    name_a_lead(cast, "coordinator")
    day = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)

    def called_at(moment: Any) -> list[str]:
        before = len(sent())
        with clock.at(moment), speaking(CALLING_AGAIN):
            call_again_for_untaken()
        return sorted(message["to"] for message in sent()[before:])

    with clock.at(day):
        raised = raise_worry(
            cast.place, raised=Raised(AboutWhom.CHILD, "A boy", "Hungry", DoTheyKnow.NOT_YET), by=RAISING
        )
    everybody = sorted(cast.accounts[name].email for name in ("coordinator", "place_lead"))
    assert called_at(day + timedelta(minutes=50)) == [], "within the hour"
    assert called_at(day + timedelta(minutes=70)) == everybody
    assert called_at(day + timedelta(minutes=80)) == [], "an hour again"
    assert called_at(day.replace(hour=23)) == [], "at night the page says 999"
    assert called_at(day + timedelta(hours=21)) == everybody, "and in the morning again"
    lead = replace(cast.who("coordinator"), roles=frozenset({RoleKind.SAFEGUARDING_LEAD}))
    with speaking(lead):
        worry = Worry.objects.visible_to(lead).get(pk=raised)
    take_worry(worry, by=lead)
    assert called_at(day + timedelta(hours=24)) == [], "somebody has it"
