"""Half-finished introductions, which nobody can read before they are sent.

A draft's key is derived (HKDF, RFC 5869) from the master key *and* the words of the person's own code. The database
holds a keyed hash of the code, never the code; the browser holds the code, in a cookie no script can read. So neither
the database, nor the master key, nor both together open a draft: that takes the words on the person's piece of paper.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.codes import tidy
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.secrets.master import derived_key
from livingwell.kit.viewers import Errand
from livingwell.people.models import Place
from livingwell.practice.frontdoor.models import Draft

FRONT_DOOR = Errand("front door")
OLD_DRAFTS = Errand("old drafts are removed")
KEPT_FOR = timedelta(days=14)
NONCE = 12
#: What a draft holds: {"for": ForWhom, "answers": {question: answer}, "visits": {question: visit}}.
Words = dict[str, Any]


def code_hash(code: str) -> bytes:
    """How a draft, or a person, is found by their code."""
    return keyed_hash("returning code", tidy(code))


def begin(place: Place, code: str, words: Words) -> None:
    """Keep the first answer. Beginning twice with one code is beginning once."""
    with speaking(FRONT_DOOR):
        moment = clock.now()
        Draft.objects.bulk_create(
            [
                Draft(
                    place=place,
                    code_hash=code_hash(code),
                    sealed=_seal(code, place, words),
                    begun_at=moment,
                    until=moment + KEPT_FOR,
                )
            ],
            ignore_conflicts=True,
        )


def read(place: Place, code: str) -> Words | None:
    """The draft this code opens; None when there is none (any more)."""
    with speaking(FRONT_DOOR):
        found = _live(place, code).first()
    return None if found is None else _unseal(code, place, bytes(found.sealed))


def answer(place: Place, code: str, question: str, given: dict[str, Any], visit: str) -> bool:
    """Keep one answer; two open pages both keep theirs. False when there is no such draft any more."""
    with speaking(FRONT_DOOR):
        found = _live(place, code).select_for_update().first()
        if found is None:
            return False
        words = _unseal(code, place, bytes(found.sealed))
        words["answers"][question] = given
        words["visits"][question] = visit
        Draft.objects.filter(pk=found.pk).update(sealed=_seal(code, place, words))
    return True


def hold_still(place: Place, code: str) -> tuple[Draft, Words] | None:
    """The draft, locked until the transaction that sends it ends; a second sender waits, and finds nothing."""
    found = _live(place, code).select_for_update().first()
    return None if found is None else (found, _unseal(code, place, bytes(found.sealed)))


def discard(place: Place, code: str) -> None:
    """The person wants it gone."""
    with speaking(FRONT_DOOR):
        Draft.objects.filter(place=place, code_hash=code_hash(code)).delete()


def remove_old() -> int:
    """Remove the drafts whose time is over. Their words were never read."""
    with speaking(OLD_DRAFTS):
        return Draft.objects.filter(until__lte=clock.now()).delete()[0]


def _live(place: Place, code: str) -> Any:
    return Draft.objects.filter(place=place, code_hash=code_hash(code), until__gt=clock.now())


def _key(code: str, place: Place) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=derived_key("draft"), info=place.pk.bytes).derive(
        tidy(code).encode()
    )


def _seal(code: str, place: Place, words: Words) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_key(code, place)).encrypt(nonce, json.dumps(words).encode(), code_hash(code))


def _unseal(code: str, place: Place, sealed: bytes) -> Words:
    words: Words = json.loads(AESGCM(_key(code, place)).decrypt(sealed[:NONCE], sealed[NONCE:], code_hash(code)))
    return words
