"""Is this a web address that we may show, and how is it written properly?"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

_SCHEME_SLIP = re.compile(r"^(?:h?tt?ps?|hhttps?|htpps?)\s*[:;.]*\s*/+\s*(?=[^/\s])", re.IGNORECASE)
_DOUBLED = re.compile(r"^https?://(?=https?:/)", re.IGNORECASE)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]*):(?!\d+(?:/|$))", re.IGNORECASE)
_LABELS = re.compile(r"(?!-)[a-z0-9_\-]{1,63}(?:\.[a-z0-9_\-]{1,63})*\.(?:[a-z]{2,63}|xn--[a-z0-9\-]{1,59})")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class WebAddress:
    """`url` is safe to link to, or empty; `mend` says what was changed, or why it was refused."""

    url: str
    mend: str = ""


def read_web_address(raw: str) -> WebAddress:
    """An http or https address in its proper form, or a refusal.

    A missing or mistyped scheme is mended (a bare "www.…" becomes https), spaces are taken out or escaped, the host is
    lower case, an e-mail scanner's wrapping is taken off. Anything but http and https, a name or password inside, an
    address without a real host name, and one longer than 2000 characters are refused. Reading the result again
    changes nothing.
    """
    text = "".join(c for c in raw if c.isprintable()).strip().strip("<>\"'").strip()
    if not text:
        return WebAddress("")
    if len(text) > _LONGEST:
        return _refused(text, "is too long")
    url, why = _proper(text)
    if not url:
        return _refused(text, why)
    unwrapped = _unwrapped(url)
    if unwrapped != url:
        return WebAddress(unwrapped, "an e-mail scanner's wrapping was taken off")
    return WebAddress(url, "" if _alike(url, text) else f"“{text[:120]}” read as {url[:200]}")


def _proper(text: str) -> tuple[str, str]:
    while _DOUBLED.match(text):
        text = _DOUBLED.sub("", text)
    slip = _SCHEME_SLIP.match(text)
    if slip:
        text = ("https://" if "s" in slip[0].lower() else "http://") + text[slip.end() :]
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return "", "is not a web address"
    if not scheme:
        text = "https://" + text.lstrip("/")
    try:
        parts = urlsplit(text.replace("\\", "/"))
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return "", "is not a web address"
    if "@" in parts.netloc:
        return "", "holds a name or a password, or is an e-mail address"
    if not host:
        return "", "has no real website name in it"
    netloc = f"{host}:{port}" if port not in (None, 80, 443) else host
    path = quote(parts.path.strip(), safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query.strip(), safe="/%:@!$&'()*+,;=~-._?")
    fragment = quote(parts.fragment.strip(), safe="/%:@!$&'()*+,;=~-._?")
    url = urlunsplit((parts.scheme.lower(), netloc, path, query, fragment))
    return (url, "") if len(url) <= _LONGEST else ("", "is too long")


def _host(raw: str) -> str:
    host = "".join(raw.split()).strip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return ""
    return host if len(host) <= 253 and _LABELS.fullmatch(host) else ""


def _unwrapped(url: str) -> str:
    parts = urlsplit(url)
    if not (parts.hostname or "").endswith(".safelinks.protection.outlook.com"):
        return url
    inner = parse_qs(parts.query).get("url", [""])[0]
    return _proper(inner)[0] or url


def _alike(url: str, text: str) -> bool:
    return url.rstrip("/").lower() == text.rstrip("/").lower()


def _refused(text: str, why: str) -> WebAddress:
    return WebAddress("", f"“{text[:80]}” {why}; left out")
