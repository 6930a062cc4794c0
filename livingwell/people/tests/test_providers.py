"""An organisation's own sign-in: its workers come in as who they are here, and every lie of a provider is refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.record.models import Event
from livingwell.people.actions import add_code_app
from livingwell.people.actions.providers import OPERATOR, end_provider, set_up_provider
from livingwell.people.models import Account, Membership, Place, Provider, ProviderName
from livingwell.people.providers import asking
from livingwell.people.providers.fetching import ProviderFailed, allowed, fetch
from livingwell.people.tests import provider as pretended
from livingwell.people.tests.provider import OTHER_KEY, Fake
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def fake() -> Iterator[Fake]:
    made = pretended.begin()
    asking._remembered.clear()
    yield made
    made.server.shutdown()
    made.server.server_close()


def set_up(cast: Cast, fake: Fake, **rest: Any) -> Provider:
    """The Trust, for which the nurse and the lead work, has this provider."""
    wanted: dict[str, Any] = {"secret": fake.secret, "hosts": [], "second_step_words": []}
    with speaking(OPERATOR):
        return set_up_provider(
            cast.organisations["Trust"], issuer=fake.issuer, our_id="living-well", by=OPERATOR, **(wanted | rest)
        )


def address(provider: Provider) -> str:
    return f"/sign-in/with/{provider.pk}/"


def come_in(client: Client, provider: Provider, fake: Fake, **changed: str) -> Any:
    """There and back, as a browser goes."""
    there = client.get(address(provider))["Location"]
    code, state = fake.code_for(there)
    return client.get(f"{address(provider)}back/", {"code": code, "state": state} | changed)


def is_in(client: Client) -> str:
    return str(client.session.get(SESSION_KEY, ""))


@pytest.mark.parametrize("algorithm", ["", "RS512", "ES256"])
def test_a_worker_comes_in_as_who_they_are_here(cast: Cast, client: Client, fake: Fake, algorithm: str) -> None:
    provider = set_up(cast, fake, **({"secret": "", "algorithm": algorithm} if algorithm else {}))
    fake.our_keys = client.get(f"{address(provider)}keys/").json() if algorithm else None
    assert come_in(client, provider, fake)["Location"] == "/start/"
    assert is_in(client) == str(cast.accounts["nurse"].pk)
    asked = dict(parse_qsl(urlsplit(Client().get(address(provider))["Location"]).query))
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert asked["redirect_uri"] == f"http://testserver{address(provider)}back/"
    with speaking(MADE_FOR_TESTS):
        assert Event.objects.filter(act="come_in_through_provider", about_id=cast.people["nurse"].pk).count() == 1
    # The second time it is the provider's own name for them that counts, whatever address it gives by then.
    fake.email, fake.verified = "married.name@example.org", False
    again = Client()
    come_in(again, provider, fake)
    assert is_in(again) == str(cast.accounts["nurse"].pk)


def test_the_key_is_sealed_and_only_its_public_half_is_shown(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake, secret="", algorithm="ES256")
    (key,) = client.get(f"{address(provider)}keys/").json()["keys"]
    assert "d" not in key
    assert (key["alg"], key["use"], key["kid"]) == ("ES256", "sig", provider.key_id)
    with connection.cursor() as cursor:
        cursor.execute("select secret from people_provider")
        assert b"PRIVATE KEY" not in bytes(cursor.fetchone()[0])


LIES: dict[str, dict[str, Any]] = {
    "wrong issuer": {"lies": {"iss": "https://another.example"}},
    "wrong audience": {"lies": {"aud": "somebody-else"}},
    "one of many audiences, made for another": {"lies": {"aud": ["living-well", "b"], "azp": "b"}},
    "no audience": {"lies": {"aud": None}},
    "unsigned": {"algorithm": "none"},
    "the public key as a secret": {"algorithm": "HS256-with-the-public-key"},
    "another key": {"signing": OTHER_KEY},
    "run out": {"lies": {"exp": int(time.time()) - 120}},
    "never runs out": {"lies": {"exp": None}},
    "made long ago": {"lies": {"iat": int(time.time()) - 3600}},
    "another question's nonce": {"lies": {"nonce": "replayed"}},
    "no nonce": {"lies": {"nonce": None}},
    "nobody": {"lies": {"sub": ""}},
    "an address nobody saw to": {"verified": False},
    "nothing said of the address": {"lies": {"email_verified": None}},
    "no address": {"lies": {"email": None}},
    "an address of nobody here": {"email": "stranger@example.org"},
    "a person's": {"email": "ana.alderbrook@example.org"},
    "a worker's of another organisation": {"email": "pearl.alderbrook@example.org"},
    "a worker's of another place": {"email": "fay.farside@example.org"},
    "discovery that says it is another": {"about": {"issuer": "https://another.example"}},
    "discovery to an inner address": {"about": {"token_endpoint": "http://169.254.169.254/latest"}},
    "keys at an inner address": {"about": {"jwks_uri": "http://10.0.0.1/keys"}},
    "keys in a file": {"about": {"jwks_uri": "file:///etc/passwd"}},
    "not us": {"secret": "changed"},
}


@pytest.mark.parametrize("lie", LIES)
def test_every_lie_is_refused_with_one_answer(cast: Cast, client: Client, fake: Fake, lie: str) -> None:
    provider = set_up(cast, fake)
    for name, value in LIES[lie].items():
        setattr(fake, name, value)
    answer = come_in(client, provider, fake)
    assert (answer.status_code, answer["Location"], is_in(client)) == (302, "/sign-in/", "")
    assert b"could not sign you in through your organisation" in client.get("/sign-in/").content
    with speaking(MADE_FOR_TESTS):
        assert not ProviderName.objects.exists()


def test_a_swapped_state_is_refused(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake)
    for state in ("swapped", "", "é"):
        come_in(client, provider, fake, state=state)
        assert is_in(client) == ""


def test_a_code_put_into_another_s_browser_opens_nothing(cast: Cast, client: Client, fake: Fake) -> None:
    """A thief signs in as themselves and gives somebody the address they came back with; and the other way round."""
    provider = set_up(cast, fake)
    thief = Client()
    code, state = fake.code_for(thief.get(address(provider))["Location"])
    client.get(f"{address(provider)}back/", {"code": code, "state": state})
    assert is_in(client) == "", "a browser that asked nothing"
    mine = dict(parse_qsl(urlsplit(client.get(address(provider))["Location"]).query))
    client.get(f"{address(provider)}back/", {"code": code, "state": mine["state"]})
    assert is_in(client) == "", "PKCE: the code is the thief's own question's"


def test_an_answer_is_taken_once(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake)
    there = client.get(address(provider))["Location"]
    code, state = fake.code_for(there)
    client.get(f"{address(provider)}back/", {"code": "wrong", "state": state})
    client.get(f"{address(provider)}back/", {"code": code, "state": state})
    assert is_in(client) == ""


def test_another_provider_s_answer_is_refused(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake)
    come_in(client, provider, fake, iss="https://another.example")
    assert is_in(client) == ""
    with speaking(OPERATOR):
        other = set_up_provider(
            cast.organisations["Mind"], issuer=fake.issuer, our_id="b", secret="x", hosts=[], second_step_words=[],
            by=OPERATOR,
        )  # fmt: skip
    code, state = fake.code_for(client.get(address(other))["Location"])
    client.get(f"{address(provider)}back/", {"code": code, "state": state})
    assert is_in(client) == ""


def test_who_keeps_something_of_their_own_here_comes_in_by_their_own_ways(
    cast: Cast, client: Client, fake: Fake
) -> None:
    """The nurse has a journey of her own: what her employer's provider says opens nothing of it."""
    live_a_little(cast)
    provider = set_up(cast, fake)
    come_in(client, provider, fake)
    assert is_in(client) == ""


def test_who_works_there_no_more_stays_out(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake)
    come_in(client, provider, fake)
    assert is_in(client)
    with speaking(MADE_FOR_TESTS):
        Membership.objects.filter(person=cast.people["nurse"]).update(
            ended_at=clock.now(), ended_by=cast.people["lead"].pk
        )
    again = Client()
    come_in(again, provider, fake)
    assert is_in(again) == ""
    with speaking(MADE_FOR_TESTS):
        Membership.objects.filter(person=cast.people["nurse"]).update(ended_at=None, ended_by=None)
        Account.objects.filter(pk=cast.accounts["nurse"].pk).update(closed_at=clock.now())
    come_in(again, provider, fake)
    assert is_in(again) == ""


def test_one_account_is_named_once(cast: Cast, client: Client, fake: Fake) -> None:
    """Somebody given a leaver's address later is not the leaver."""
    provider = set_up(cast, fake)
    come_in(client, provider, fake)
    fake.subject = "worker-99"
    again = Client()
    come_in(again, provider, fake)
    assert is_in(again) == ""


def test_an_ended_provider_is_gone(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake)
    assert "I work for Trust" in client.get("/sign-in/").content.decode()
    with speaking(OPERATOR):
        end_provider(provider, by=OPERATOR)
    assert client.get(address(provider)).status_code == 404
    assert "I work for Trust" not in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("words", "amr", "counts"), [([], ["mfa"], False), (["mfa"], [], False), (["mfa"], ["mfa"], True)]
)
def test_its_second_step_counts_where_the_place_says_so(
    cast: Cast, client: Client, fake: Fake, words: list[str], amr: list[str], counts: bool
) -> None:
    add_code_app(cast.people["nurse"], secret=SECRET, by=cast.who("nurse"))
    provider = set_up(cast, fake, second_step_words=words)
    fake.amr = amr
    answer = come_in(client, provider, fake)
    assert answer["Location"] == ("/start/" if counts else "/sign-in/second-step/")
    assert bool(is_in(client)) is counts


def test_whose_provider_asked_is_not_asked_for_another(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake, second_step_words=["mfa"])
    fake.amr = ["mfa"]
    with speaking(MADE_FOR_TESTS):
        Place.objects.update(second_step_within=0, second_step_asked_at=clock.now())
    come_in(client, provider, fake)
    assert client.get("/alderbrook/day/").status_code == 200
    client.force_login(cast.accounts["lead"])
    assert "second-step" in client.get("/alderbrook/day/")["Location"]


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example/token", "https://evil.example/token", "https://login.example@evil.example/",
        "https://login.example:8080/", "file:///etc/passwd", "https://login.example\\@evil.example/", "//login.example",
        "gopher://login.example/", "https://[::1", "",
    ],
)  # fmt: skip
def test_in_production_only_the_provider_s_own_host_over_tls(cast: Cast, fake: Fake, settings: Any, url: str) -> None:
    settings.REAL = True
    with pytest.raises(ProviderFailed):
        allowed(Provider(issuer="https://login.example"), url)


@pytest.mark.parametrize(
    "inner", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"]
)
def test_in_production_a_name_that_leads_inside_is_refused(settings: Any, inner: str) -> None:
    settings.REAL = True
    found = [(2, 1, 6, "", (inner, 443))]
    with mock.patch("socket.getaddrinfo", return_value=found), pytest.raises(ProviderFailed, match="inner"):
        allowed(Provider(issuer="https://login.example"), "https://login.example/token")


def test_no_redirect_is_followed_and_no_flood_is_read(cast: Cast, fake: Fake) -> None:
    provider = Provider(issuer=fake.issuer)
    with (
        mock.patch.object(Fake, "answer", return_value=(302, "http://169.254.169.254/")),
        pytest.raises(ProviderFailed),
    ):
        fetch(provider, f"{fake.issuer}/keys")
    with mock.patch.object(Fake, "answer", return_value=(200, "x" * 500_000)), pytest.raises(ProviderFailed):
        fetch(provider, f"{fake.issuer}/keys")


def test_a_provider_that_is_away_is_said_kindly(cast: Cast, client: Client, fake: Fake) -> None:
    provider = set_up(cast, fake)
    with mock.patch.object(Fake, "answer", return_value=(500, {})):
        assert client.get(address(provider))["Location"] == "/sign-in/"
    assert client.get(f"{address(provider)}back/?error=access_denied")["Location"] == "/sign-in/"
