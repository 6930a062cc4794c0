"""A pretended OpenID Connect provider on this machine, with every lie that a test can ask of it."""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY = rsa.generate_private_key(65537, 2048)
OTHER_KEY = rsa.generate_private_key(65537, 2048)
PUBLIC_PEM = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


@dataclass
class Fake:
    """What it says of somebody, and how it lies: `lies` are claims in place of the honest ones; None leaves one out."""

    server: ThreadingHTTPServer
    email: str = "nadia.alderbrook@example.org"
    subject: str = "worker-17"
    verified: Any = True
    amr: list[str] = field(default_factory=list)
    lies: dict[str, Any] = field(default_factory=dict)
    signing: Any = KEY
    algorithm: str = "RS256"
    about: dict[str, Any] = field(default_factory=dict)
    our_keys: dict[str, Any] | None = None
    secret: str = "shared-by-hand"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def code_for(self, location: str) -> tuple[str, str]:
        """What a browser that was sent to `location` brings back when somebody has signed in there: (code, state)."""
        asked = dict(parse_qsl(urlsplit(location).query))
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return code, asked.get("state", "")  # "" where we did not send the browser here at all

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        """What an address answers."""
        self.asked.append((path, form))
        if path == "/.well-known/openid-configuration":
            here = {
                "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            }  # fmt: skip
            return 200, here | self.about
        if path == "/keys":
            key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            return 200, {"keys": [key | {"kid": "one", "use": "sig"}]}
        if path == "/token":
            return self._token(form)
        return 404, {}

    def _token(self, form: dict[str, str]) -> tuple[int, Any]:
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or not self._is_us(form):
            return 400, {"error": "invalid_grant"}
        challenge = base64.urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        if challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        honest = {
            "iss": self.issuer, "sub": self.subject, "aud": asked["client_id"], "exp": now + 300, "iat": now,
            "nonce": asked["nonce"], "email": self.email, "email_verified": self.verified, "amr": self.amr,
        }  # fmt: skip
        claims = {name: value for name, value in (honest | self.lies).items() if value is not None}
        if self.algorithm == "HS256-with-the-public-key":
            token = _hs256_with(PUBLIC_PEM, claims)
        else:
            key = None if self.algorithm == "none" else self.signing
            token = jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "one"})
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": token}

    def _is_us(self, form: dict[str, str]) -> bool:
        """Whether the asker has proved who it is; an assertion is read once, as RFC 7523 says."""
        if self.our_keys is None:
            return form.get("client_secret") == self.secret
        key = jwt.PyJWK(self.our_keys["keys"][0])
        try:
            said = jwt.decode(
                form["client_assertion"], key, algorithms=[key.algorithm_name], audience=f"{self.issuer}/token",
                options={"require": ["exp", "jti", "iss", "sub"]},
            )  # fmt: skip
        except jwt.PyJWTError:
            return False
        fresh = said["jti"] not in self.seen and said["exp"] <= time.time() + 300
        self.seen.add(said["jti"])
        return fresh and said["iss"] == said["sub"] == form["client_id"]


def _hs256_with(key: bytes, claims: dict[str, Any]) -> str:
    """The old trick: the public key, which everybody has, taken for a shared secret."""
    import hmac

    def part(what: Any) -> bytes:
        return base64.urlsafe_b64encode(json.dumps(what).encode()).rstrip(b"=")

    signed = part({"alg": "HS256", "typ": "JWT", "kid": "one"}) + b"." + part(claims)
    mac = base64.urlsafe_b64encode(hmac.new(key, signed, sha256).digest()).rstrip(b"=")
    return (signed + b"." + mac).decode()


def begin() -> Fake:
    """A provider that listens on a port of its own; `fake.server.shutdown()` and `.server_close()` end it."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(*fake.answer(urlsplit(self.path).path, {}))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(
                *fake.answer(urlsplit(self.path).path, {name: found[0] for name, found in parse_qs(body).items()})
            )

        def _say(self, status: int, what: Any) -> None:
            body = json.dumps(what).encode()
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", what)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Test output is for failures."""

    fake = Fake(ThreadingHTTPServer(("127.0.0.1", 0), Door))
    threading.Thread(target=fake.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return fake
