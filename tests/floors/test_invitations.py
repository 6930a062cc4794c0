"""A worker is invited, begins, and the link is spent; whoever may not invite is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.sending.jobs import send_outgoing
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from livingwell.people.actions import INVITATION_LASTS, invite_worker, withdraw_invitation
from livingwell.people.models import Account, Invitation, Membership, MembershipKind, Person
from livingwell.people.reads import invitations_waiting
from livingwell.practice.holding.actions import leave_team, say_duty_yes
from tests.cast import Cast, live_a_little

MADE = Errand("an invented place")


def invited(cast: Cast, by: str = "lead", email: str = "new@example.org", **rest: Any) -> tuple[Invitation, str]:
    return invite_worker(
        cast.north,
        organisation=cast.organisations["Mind"],
        kind=MembershipKind.PEER,
        name="Nell New",
        email=email,
        link_to=lambda code: f"https://here.example/alderbrook/invitations/{code}/",
        by=cast.who(by),
        **rest,
    )


def page_of(code: str, place: str = "alderbrook") -> str:
    return f"/{place}/invitations/{code}/"


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_the_invited_sees_who_asks_says_their_name_and_begins(cast: Cast, client: Client) -> None:
    _, code = invited(cast)
    page = client.get(page_of(code))
    text = page.content.decode()
    assert ("North" in text, "Mind" in text, "Lena" in text, 'value="Nell New"' in text) == (True,) * 4
    assert page["Referrer-Policy"] == "no-referrer"
    answer = client.post(page_of(code), {"known_as": "Nell"})
    assert answer["Location"] == "/start/"
    membership = Membership.objects.get(team=cast.north, known_as="Nell")
    assert (membership.kind, membership.organisation) == ("peer", cast.organisations["Mind"])
    with speaking(MADE):
        account = Account.objects.get(email="new@example.org")
    assert client.session[SESSION_KEY] == str(account.pk)
    assert account.person_id == membership.person_id


def test_the_link_is_spent_and_nothing_of_the_address_is_left(cast: Cast, client: Client) -> None:
    invitation, code = invited(cast)
    client.post(page_of(code), {"known_as": "Nell"})
    other = Client()
    assert other.get(page_of(code)).status_code == 404
    assert other.post(page_of(code), {"known_as": "Thief"}).status_code == 404
    assert not is_in(other)
    with speaking(MADE):
        after = Invitation.unguarded.get(pk=invitation.pk)
        assert (after.email, after.phone) == ("", "")
        assert Membership.objects.filter(team=cast.north, known_as__in=["Nell", "Thief"]).count() == 1


def test_an_invitation_runs_out(cast: Cast, client: Client) -> None:
    _, code = invited(cast)
    with speaking(MADE):
        late = clock.now() - INVITATION_LASTS - timedelta(minutes=1)
        Invitation.unguarded.update(invited_at=late, until=late + INVITATION_LASTS)
    assert client.get(page_of(code)).status_code == 404
    assert client.post(page_of(code), {"known_as": "Nell"}).status_code == 404


def test_taken_back_it_opens_nothing(cast: Cast, client: Client) -> None:
    invitation, code = invited(cast)
    withdraw_invitation(invitation, by=cast.who("lead"))
    assert client.get(page_of(code)).status_code == 404
    with speaking(cast.who("lead")):
        assert invitations_waiting(cast.north.pk, cast.who("lead")) == []


def test_unknown_spent_and_another_place_s_are_one_answer(cast: Cast, client: Client) -> None:
    _, code = invited(cast)
    unknown = client.get(page_of("river-apple-lamp-song-42"))
    elsewhere = client.get(page_of(code, "farside"))
    assert unknown.status_code == elsewhere.status_code == 404
    assert "This invitation opens nothing" in unknown.content.decode()
    assert "This invitation opens nothing" in elsewhere.content.decode()


def test_asking_again_sends_a_new_link_and_ends_the_old(cast: Cast, client: Client) -> None:
    first, old = invited(cast)
    second, new = invited(cast, email="NEW@example.org")
    assert first.pk == second.pk
    assert client.get(page_of(old)).status_code == 404
    assert client.get(page_of(new)).status_code == 200


@pytest.mark.parametrize("who", ["peer", "nurse", "person", "stranger", "commissioner", "privacy_lead"])
def test_whoever_leads_nothing_here_invites_nobody(cast: Cast, client: Client, who: str) -> None:
    with pytest.raises(PermissionDenied):
        invited(cast, by=who)
    client.force_login(cast.accounts[who])
    page = reverse("invite_worker", kwargs={"place": "alderbrook", "pk": cast.north.pk})
    assert client.get(page).status_code == 403


def test_the_lead_of_another_team_and_another_place_are_refused(cast: Cast, client: Client) -> None:
    for who in ("south_lead", "far_worker"):
        with pytest.raises(PermissionDenied):
            invited(cast, by=who)
    client.force_login(cast.accounts["far_worker"])
    page = reverse("invitations", kwargs={"place": "alderbrook", "pk": cast.north.pk})
    assert client.get(page).status_code == 404


def test_the_lead_of_the_place_may_invite_to_any_team_of_it(cast: Cast) -> None:
    invited(cast, by="place_lead")


def test_a_lead_who_has_left_invites_nobody(cast: Cast) -> None:
    lead = cast.who("lead")
    say_duty_yes(cast.north, by=cast.who("peer"))
    leave_team(Membership.objects.get(person=cast.people["lead"]), by=lead)
    with pytest.raises(PermissionDenied):
        invite_worker(
            cast.north, organisation=cast.organisations["Mind"], kind=MembershipKind.PEER, name="X",
            email="x@example.org", link_to=str, by=lead,
        )  # fmt: skip


def test_the_database_alone_refuses_an_invitation_by_somebody_who_leads_nothing(cast: Cast) -> None:
    peer = cast.who("peer")
    with speaking(peer), pytest.raises(DatabaseError), transaction.atomic():
        Invitation(
            place=cast.place, team=cast.north, organisation=cast.organisations["Mind"], kind="peer", name="X",
            code_hash=b"x" * 32, inviter_id=peer.id, inviter_name="X", invited_at=clock.now(),
            until=clock.now() + INVITATION_LASTS,
        ).save(force_insert=True)  # fmt: skip


def test_another_place_s_organisation_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="does not work here"):
        invite_worker(
            cast.north, organisation=cast.organisations["Far Trust"], kind=MembershipKind.PEER, name="X",
            email="x@example.org", link_to=str, by=cast.who("lead"),
        )  # fmt: skip


def test_an_address_with_an_account_signs_in_first(cast: Cast, client: Client) -> None:
    """Whoever has the link is not let into the account that has the address."""
    _, code = invited(cast, email=cast.accounts["stranger"].email)
    assert "You sign in here already" in client.get(page_of(code)).content.decode()
    answer = client.post(page_of(code), {"known_as": "Thief"})
    assert answer.status_code == 200
    assert not is_in(client)
    client.force_login(cast.accounts["stranger"])
    assert client.post(page_of(code), {"known_as": "Stan"}).status_code == 302
    assert Membership.objects.get(team=cast.north, known_as="Stan").person_id == cast.people["stranger"].pk
    with speaking(MADE):
        assert Person.unguarded.filter(name="Stan").count() == 0


def test_somebody_signed_in_for_another_place_is_told_so(cast: Cast, client: Client) -> None:
    _, code = invited(cast)
    client.force_login(cast.accounts["far_worker"])
    client.post(page_of(code), {"known_as": "Fay"})
    assert not Membership.objects.filter(team=cast.north, known_as="Fay").exists()


def test_beginning_twice_is_beginning_once(cast: Cast, client: Client) -> None:
    """Somebody who works in the team already accepts another invitation to it."""
    _, code = invited(cast)
    client.force_login(cast.accounts["peer"])
    client.post(page_of(code), {"known_as": "Pearl"})
    assert Membership.objects.filter(team=cast.north, person=cast.people["peer"], ended_at=None).count() == 1


@pytest.mark.parametrize("name", ["", "   ", "a" * 121])
def test_a_name_is_needed_and_fits(cast: Cast, client: Client, name: str) -> None:
    _, code = invited(cast)
    assert client.post(page_of(code), {"known_as": name}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("name", ["Zoë-Mae 🌿", "O'Brien", "<script>alert(1)</script>", "نور"])
def test_any_name_is_a_name(cast: Cast, client: Client, name: str) -> None:
    _, code = invited(cast)
    assert client.post(page_of(code), {"known_as": name}).status_code == 302
    assert Membership.objects.filter(team=cast.north, known_as=name).exists()


def test_the_lead_s_pages_invite_list_and_take_back(cast: Cast, client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.force_login(cast.accounts["lead"])
    facts = {"place": "alderbrook", "pk": cast.north.pk}
    form = {
        "name": "Nell New", "address": "nell@example.org", "kind": "nurse",
        "organisation": str(cast.organisations["Trust"].pk), "once": "a-token",
    }  # fmt: skip
    assert client.get(reverse("invite_worker", kwargs=facts)).status_code == 200
    for _ in range(2):  # a double click
        assert client.post(reverse("invite_worker", kwargs=facts), form).status_code == 302
    page = client.get(reverse("invitations", kwargs=facts)).content.decode()
    assert page.count("nell@example.org") == 1
    with speaking(Errand("sending")):
        waiting = [str(row.pk) for row in Outgoing.objects.all()]
    for pk in waiting:
        send_outgoing(outgoing=pk)
    (message,) = mail.outbox
    link = re.search(r"/alderbrook/invitations/([a-z0-9-]+)/", str(message.body))
    assert link is not None
    assert Client().get(link[0]).status_code == 200
    back = re.search(r"/alderbrook/invitations/[0-9a-f-]{36}/withdraw/", page)
    assert back is not None
    assert client.get(back[0]).status_code == 405
    client.post(back[0])
    assert Client().get(link[0]).status_code == 404


def test_a_wrong_form_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["lead"])
    facts = {"place": "alderbrook", "pk": cast.north.pk}
    far = str(cast.organisations["Far Trust"].pk)
    page = client.post(
        reverse("invite_worker", kwargs=facts), {"name": "Nell", "address": "nell", "kind": "boss", "organisation": far}
    )
    assert page.status_code == 200
    assert 'value="nell"' in page.content.decode()


def test_the_list_costs_the_same_for_one_and_for_thirty(cast: Cast, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast.accounts["lead"])
    page = reverse("invitations", kwargs={"place": "alderbrook", "pk": cast.north.pk})

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    invited(cast, email="0@example.org")
    one = cost()
    for number in range(1, 10):
        invited(cast, email=f"{number}@example.org")
    assert cost() == one <= 14


@pytest.mark.usefixtures("own_database")
def test_two_who_open_the_link_at_once_are_one_worker() -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    from tests.cast import make_cast

    cast = make_cast()
    live_a_little(cast)
    _, code = invited(cast)

    def begin(number: int) -> bool:
        client = Client()
        client.post(page_of(code), {"known_as": f"Nell {number}"})
        inside = is_in(client)
        connections.close_all()
        return inside

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(begin, range(6))) == 1
    assert Membership.objects.filter(team=cast.north, known_as__startswith="Nell").count() == 1
