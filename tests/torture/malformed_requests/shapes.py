"""The shapes of requests that nobody's browser makes, as Hypothesis strategies: near enough to right that they come
past the first check, or far from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_from_bytes

from hypothesis import strategies as st

#: One long text costs as much as a hundred short ones: few requests carry one.
LONG_TEXT = "a" * 1_000_000
NASTY = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202eevil\u202c", "👩‍👩‍👧‍👦" * 40, "\r\n", "<b>{{ 7 }}{% x",
    "%s%n%(a)s", "{0.__class__}", "../../etc/passwd", "'; drop table people_person; --", "-1", "0", "1e999", "NaN",
    "Infinity", "9" * 400, "on", "None", "null", "[]", "{", "true", "2026-02-30", "0000-00-00", "99999-12-31",
    "31/02/2026", "2026-01-01T25:61", "1/1/1", "0001-01-01", "9999-12-31", "٣", "²", "½", "𝟙",
    "00000000-0000-0000-0000-000000000000", "not-an-id", "person:00000000", "team:", "person:\x00", "a" * 5000,
    "name@example.org", "\u0000@\u0000", "a@" + "b" * 300, "+44" + "7" * 40, "//evil.example", "javascript:alert(1)",
    "2026-11-22T10:00:00+99:99", "2026-11-22 10:00:00+00:00", "2147483648",
    "9223372036854775808", "-9223372036854775809",
)  # fmt: skip
#: Names that views ask for without a form.
ALWAYS = (
    "once", "next", "channel", "words", "code", "version", "what", "to", "pk", "day", "draft", "page", "before", "show",
    "q", "near", "after", "kind", "settles", "then", "answer", "prompt", "support", "ticket", "yes", "who", "asked",
    "step0-due", "step0-words", "time", "meeting", "csrfmiddlewaretoken",
)  # fmt: skip
METHODS = (
    ("POST",) * 8 + ("GET",) * 6 + ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "A" * 60)
)
KINDS = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-99",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=\xff",
    "multipart/mixed; boundary=x",
    "",
    ";;;=",
    "a" * 3000,
)
FILES = (
    b"",
    b'; filename="a\x00.txt"',
    b'; filename="../../x"',
    b"; filename*=utf-99''%ff",
    b'; filename=""',
)
HEADERS = (
    "HTTP_HOST", "HTTP_COOKIE", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_HX_REQUEST", "HTTP_HX_CURRENT_URL", "HTTP_HX_TARGET",
    "HTTP_HX_CURRENT_URL_URI_AUTOENCODED", "HTTP_HX_TRIGGER", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH",
    "HTTP_RANGE", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_USER_AGENT", "HTTP_X_CSRFTOKEN", "HTTP_AUTHORIZATION",
    "HTTP_X_REQUESTED_WITH", "HTTP_CONTENT_ENCODING", "HTTP_EXPECT", "REMOTE_ADDR",
)  # fmt: skip
COOKIES = ("sessionid", "csrftoken", "messages", "lw_draft", "lw_back", "django_language", "a b", "")


@dataclass
class Offer:
    """What one page asks of whoever opens it: the names of its fields, and values that it offers for them."""

    url: str
    fields: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Request:
    """One request, as a WSGI server would hand it over."""

    method: str
    path: str
    query: str
    body: bytes
    kind: str
    headers: dict[str, str]


nasty = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.characters(categories=["Cs", "Cc", "Cf", "Nd"]),
    st.integers().map(str),
    st.dates().map(str),
    st.datetimes().map(str),
    st.uuids().map(str),
    st.emails(),
)
in_a_header = st.one_of(
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=60),
    st.sampled_from(
        [n.encode("utf-8", "surrogatepass").decode("latin-1").replace("\r\n", "") for n in NASTY if len(n) < 6000]
    ),
)


def _encoded(pairs: list[tuple[str, str]]) -> str:
    return "&".join(
        f"{quote(n.encode('utf-8', 'surrogatepass'))}={quote(v.encode('utf-8', 'surrogatepass'))}" for n, v in pairs
    )


@st.composite
def _pairs(draw: Any, offer: Offer) -> list[tuple[str, str]]:
    """A form nearly as the page asks for it, or nothing like it."""
    how_right = draw(st.sampled_from([0.0, 0.5, 0.9, 1.0]))
    names = offer.fields if offer.fields and draw(st.booleans()) else [*offer.fields, *ALWAYS]
    chosen = draw(st.lists(st.sampled_from(names), max_size=14)) if how_right < 0.9 else list(offer.fields)
    pairs = []
    for name in chosen:
        right = draw(st.floats(0, 1)) < how_right
        if right and offer.values.get(name):
            pairs.append((name, draw(st.sampled_from(offer.values[name]))))
        else:
            pairs.append((name, draw(nasty)))
    if draw(st.integers(0, 150)) == 0:
        pairs = [(name, LONG_TEXT) for name in offer.fields[:4] or ["words"]]
    return pairs


@st.composite
def _multipart(draw: Any, pairs: list[tuple[str, str]]) -> tuple[bytes, str]:
    parts = []
    for name, value in pairs[:8]:
        at = name.encode("utf-8", "surrogatepass").replace(b'"', b"%22")
        said = value.encode("utf-8", "surrogatepass")
        extra = draw(st.sampled_from(FILES))
        head = draw(
            st.sampled_from(
                [b"", b"\r\nContent-Transfer-Encoding: base64", b"\r\nContent-Type: text/plain; charset=nope",
                 b"\r\nContent-Type: multipart/mixed; boundary=y", b"\r\n" + b"X: " + b"y" * 2000]
            )
        )  # fmt: skip
        parts.append(b'--x\r\nContent-Disposition: form-data; name="' + at + b'"' + extra + head + b"\r\n\r\n" + said)
    end = draw(st.sampled_from([b"\r\n--x--\r\n", b"", b"\r\n--x", b"\r\n--y--", b"\r\n--x--\r\ntail"]))
    return b"\r\n".join(parts) + end, "multipart/form-data; boundary=x"


@st.composite
def _body(draw: Any, offer: Offer) -> tuple[bytes, str]:
    pairs = draw(_pairs(offer))
    match draw(st.integers(0, 11)):
        case 0 | 1 | 2 | 3 | 4 | 5:
            return _encoded(pairs).encode(), KINDS[0]
        case 6 | 7:
            return draw(_multipart(pairs))
        case 8:
            return draw(st.binary(max_size=300)), draw(st.sampled_from(KINDS))
        case 9:
            return _encoded(pairs).encode(), draw(st.sampled_from(KINDS))
        case 10:
            deep = draw(st.sampled_from([50, 5000]))
            broken = draw(st.sampled_from([b'{"words": ["', b"[" * deep, b'{"a":' * deep + b"1" + b"}" * deep]))
            return broken + json.dumps(draw(st.dictionaries(st.text(max_size=5), st.text(max_size=5)))).encode(), KINDS[
                6
            ]
        case _:
            many = draw(st.sampled_from([199, 200, 201, 1500]))
            return b"&".join(b"f%d=1" % n for n in range(many)), KINDS[0]


@st.composite
def _path(draw: Any, offer: Offer) -> str:
    if draw(st.integers(0, 3)):
        return offer.url
    parts = offer.url.split("/")
    at = draw(st.integers(0, len(parts) - 1))
    strange = draw(st.one_of(st.binary(max_size=20).map(quote_from_bytes), nasty.map(_quoted)))
    if draw(st.booleans()):
        parts[at] = strange
    else:
        parts.insert(at, strange)
    return "/" + "/".join(parts).lstrip("/")


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


@st.composite
def requests(draw: Any, offers: list[Offer]) -> Request:
    """One request to one of these pages, or near it."""
    offer = draw(st.sampled_from(offers))
    body, kind = draw(_body(offer))
    query = ""
    if draw(st.integers(0, 2)) == 0:
        query = draw(
            st.one_of(
                _pairs(offer).map(_encoded).map(lambda text: text[:4000]),
                st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=80),
            )
        )
    headers = {}
    if draw(st.integers(0, 2)) == 0:
        for name in draw(st.lists(st.sampled_from(HEADERS), max_size=4, unique=True)):
            headers[name] = draw(in_a_header)
    if draw(st.integers(0, 5)) == 0:
        jar = draw(st.lists(st.tuples(st.sampled_from(COOKIES), in_a_header), max_size=4))
        headers["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in jar)
    return Request(draw(st.sampled_from(METHODS)), draw(_path(offer)), query, body, kind, headers)
