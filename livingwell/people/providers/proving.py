"""Proving to a provider that it is us: by a shared secret, or by a key of our own (`private_key_jwt`, RFC 7523)."""

from __future__ import annotations

import json
import secrets
import time
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from livingwell.people.models import Proof, Provider

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#: What we can sign with. NHS login asks for RS512.
ALGORITHMS = ("RS512", "RS256", "PS256", "ES256")
LASTS = 60


def proof(provider: Provider, audience: str) -> dict[str, str]:
    """What goes beside a request to the provider's token address, `audience`."""
    if provider.proof == Proof.SECRET:
        return {"client_id": provider.our_id, "client_secret": provider.secret}
    now = int(time.time())
    claims = {
        "iss": provider.our_id, "sub": provider.our_id, "aud": audience, "jti": secrets.token_urlsafe(24),
        "iat": now, "exp": now + LASTS,
    }  # fmt: skip
    signed = jwt.encode(claims, provider.secret, algorithm=provider.algorithm, headers={"kid": provider.key_id})
    return {"client_id": provider.our_id, "client_assertion_type": ASSERTION, "client_assertion": signed}


def new_key(algorithm: str) -> tuple[str, str]:
    """A key for `algorithm`: (private, as PEM; its name, made from its public half)."""
    made: Any = (
        ec.generate_private_key(ec.SECP256R1()) if algorithm == "ES256" else rsa.generate_private_key(65537, 3072)
    )
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return pem.decode(), sha256(public).hexdigest()[:20]


def public_keys(provider: Provider) -> dict[str, Any]:
    """Our public keys for this provider, as a JSON Web Key Set; none where the proof is a secret."""
    if provider.proof != Proof.KEY:
        return {"keys": []}
    public: Any = serialization.load_pem_private_key(provider.secret.encode(), None)
    writer = ECAlgorithm if provider.algorithm == "ES256" else RSAAlgorithm
    key = json.loads(writer.to_jwk(public.public_key()))
    return {"keys": [key | {"kid": provider.key_id, "alg": provider.algorithm, "use": "sig"}]}
