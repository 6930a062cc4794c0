"""The conversation with a provider: OpenID Connect's code flow with PKCE, state and nonce; what we believe of it."""

from __future__ import annotations

import base64
import hmac
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import jwt

from livingwell.people.models import Provider
from livingwell.people.providers.fetching import ProviderFailed, allowed, fetch
from livingwell.people.providers.proving import proof

#: Signatures with a provider's public key alone: never "none", never a shared secret (which a public key can be taken
#: for by a careless reader).
BELIEVED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
KINDS = frozenset({"RSA", "EC", "OKP"})
REMEMBERED_FOR = 10 * 60
LEEWAY = 30
#: Longest time between a token's making and its coming here.
FRESH = 10 * 60
_remembered: dict[tuple[UUID, str], tuple[float, dict[str, Any]]] = {}


@dataclass(frozen=True)
class Asking:
    """What one browser keeps while it is away at the provider."""

    provider: str
    state: str
    nonce: str
    verifier: str
    at: float
    on: str


@dataclass(frozen=True)
class Named:
    """Whom the provider has named: `email` is '' unless the provider says that it has seen to it."""

    subject: str
    email: str
    second_step: bool


def begin(provider: Provider, back: str, on: str) -> tuple[str, Asking]:
    """Where to send the browser, and what it keeps meanwhile. `back` is our own address that it returns to.

    :raises ProviderFailed: when the provider does not answer as one.
    """
    where = allowed(provider, _said(_about(provider), "authorization_endpoint"))
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    asked = {
        "response_type": "code", "client_id": provider.our_id, "redirect_uri": back, "scope": "openid email",
        "state": state, "nonce": nonce, "code_challenge": _challenge(verifier), "code_challenge_method": "S256",
    }  # fmt: skip
    joint = "&" if "?" in where else "?"
    return f"{where}{joint}{urlencode(asked)}", Asking(str(provider.pk), state, nonce, verifier, time.time(), on)


def finish(provider: Provider, asking: Asking, *, code: str, back: str) -> Named:
    """Whom the provider names for a code that came back to the browser that asked.

    :raises ProviderFailed: when anything about it is not as it must be.
    """
    token_address = _said(_about(provider), "token_endpoint")
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": asking.verifier,
    }  # fmt: skip
    answer = fetch(provider, token_address, form=form | proof(provider, token_address))
    claims = believed(provider, _said(answer, "id_token"), asking.nonce)
    told = claims
    if "email" not in claims and answer.get("access_token") and "userinfo_endpoint" in _about(provider):
        told = fetch(provider, _said(_about(provider), "userinfo_endpoint"), token=_said(answer, "access_token"))
        if told.get("sub") != claims["sub"]:
            raise ProviderFailed("somebody else's particulars")
    email = told.get("email") if told.get("email_verified") in (True, "true") else ""
    said = {str(claims.get("acr", "")), *(str(word) for word in _list(claims.get("amr")))}
    return Named(claims["sub"], email if isinstance(email, str) else "", bool(said & set(provider.second_step_words)))


def believed(provider: Provider, token: str, nonce: str) -> dict[str, Any]:
    """The claims of an identity token: signed by the provider, for us, now, and in answer to our question.

    :raises ProviderFailed: otherwise.
    """
    try:
        head = jwt.get_unverified_header(token)
        algorithm = head.get("alg", "")
        if algorithm not in BELIEVED:
            raise ProviderFailed(f"signed with {algorithm}")
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(provider, head.get("kid"), algorithm),
            algorithms=[algorithm],
            audience=provider.our_id,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "aud", "iss", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as wrong:
        raise ProviderFailed(f"token: {type(wrong).__name__}") from wrong
    if not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
        raise ProviderFailed("an answer to another question")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != provider.our_id:
        raise ProviderFailed("made for another")
    if claims["iat"] < time.time() - FRESH:
        raise ProviderFailed("made long ago")
    if not claims["sub"] or not isinstance(claims["sub"], str):
        raise ProviderFailed("it names nobody")
    return claims


def _key(provider: Provider, kid: str | None, algorithm: str) -> Any:
    """The provider's public key of that name; its keys are asked for once more when it is new to us."""
    for fresh in (False, True):
        address = _said(_about(provider), "jwks_uri")
        for key in _list(_remember(provider, address, fresh=fresh).get("keys")):
            if not isinstance(key, dict) or key.get("kid") != kid or key.get("kty") not in KINDS:
                continue
            if key.get("use", "sig") == "sig" and key.get("alg", algorithm) == algorithm:
                return jwt.PyJWK(key, algorithm=algorithm).key
    raise ProviderFailed("no such key")


def _about(provider: Provider) -> dict[str, Any]:
    """What the provider says of itself (OpenID Connect Discovery 1.0)."""
    said = _remember(provider, provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if said.get("issuer") != provider.issuer:
        raise ProviderFailed("it says it is another")
    return said


def _remember(provider: Provider, address: str, *, fresh: bool = False) -> dict[str, Any]:
    """An answer that stands for ten minutes; asked anew at most once a minute, however many unknown keys are named."""
    known = _remembered.get((provider.pk, address))
    age = time.monotonic() - known[0] if known else REMEMBERED_FOR
    if known is not None and age < (60 if fresh else REMEMBERED_FOR):
        return known[1]
    said = fetch(provider, address)
    _remembered[provider.pk, address] = (time.monotonic(), said)
    return said


def _said(answer: dict[str, Any], name: str) -> str:
    found = answer.get(name)
    if not isinstance(found, str) or not found:
        raise ProviderFailed(f"no {name}")
    return found


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
