"""Asking over keep-alive connections, one after another or eight at once, from one thread that costs little.

A browser's HTTP client takes longer to read an answer than the floor takes to make it; on two cores that would be
measured too. This one writes prepared bytes and looks for what it expects in what comes back.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.bench.counting import HEADER

PATIENCE = 60.0  # seconds for an answer
_MARK = f"\r\n{HEADER}: ".encode()


@dataclass(frozen=True)
class Ask:
    """One request, and what has to come back: the status, `word` on the page (or in the Location), never `never`."""

    sent: bytes
    status: int
    word: bytes
    never: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What came back, in how many seconds."""

    seconds: float
    status: int
    head: bytes
    body: bytes

    @property
    def worker(self) -> int:
        return int(self._said()[0])

    @property
    def queries(self) -> int:
        return int(self._said()[1])

    def _said(self) -> list[bytes]:
        return self.head.split(_MARK, 1)[1].split(b"\r\n", 1)[0].split()

    def cookies(self) -> dict[str, str]:
        """What the answer asks the browser to keep."""
        lines = [line for line in self.head.split(b"\r\n") if line.lower().startswith(b"set-cookie:")]
        pairs = [line.split(b":", 1)[1].split(b";", 1)[0].strip().decode().partition("=") for line in lines]
        return {name: value for name, _, value in pairs}


class Unexpected(AssertionError):
    """A page answered something else than it should: nothing is measured then."""


def check(ask: Ask, answer: Answer) -> None:
    """:raises Unexpected: when the answer is not the one that was asked for."""
    where = answer.head if answer.status in (301, 302, 303) else answer.body
    if answer.status != ask.status or ask.word not in where or (ask.never and ask.never in where):
        first = ask.sent.split(b"\r\n", 1)[0].decode()
        raise Unexpected(
            f"{first} answered {answer.status} and should have answered {ask.status} with {ask.word!r}"
            f"{f' and without {ask.never!r}' if ask.never else ''}: {answer.head[:300]!r} {answer.body[:2000]!r}"
        )


def get(path: str, cookies: dict[str, str], more: str = "") -> bytes:
    """The bytes of a GET, as a proxy with TLS in front of us would pass it on; `more` are header lines of its own."""
    return _request(f"GET {path}", cookies, more).encode()


def post(path: str, cookies: dict[str, str], form: dict[str, str]) -> bytes:
    """The bytes of a form sent."""
    body = urlencode(form)
    more = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: https://localhost\r\n"
    return f"{_request(f'POST {path}', cookies, f'{more}Content-Length: {len(body)}')}{body}".encode()


def _request(line: str, cookies: dict[str, str], more: str) -> str:
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return (
        f"{line} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
        "Accept: text/html\r\nAccept-Language: en-GB\r\n"
        + (f"Cookie: {kept}\r\n" if kept else "")
        + (f"{more}\r\n" if more else "")
        + "\r\n"
    )


@dataclass
class _Line:
    """One connection and the answer that is arriving on it."""

    socket: socket.socket
    ask: Ask | None = None
    began: float = 0.0
    got: bytearray = field(default_factory=bytearray)
    ends: int = -1

    def send(self, ask: Ask) -> None:
        self.ask, self.ends = ask, -1
        self.got.clear()
        self.began = time.perf_counter()
        self.socket.sendall(ask.sent)

    def receive(self) -> Answer | None:
        """The answer, once it is whole."""
        try:
            piece = self.socket.recv(262_144)
        except OSError as error:
            piece, why = b"", str(error)
        else:
            why = "closed"
        if not piece:
            asked = self.ask.sent.split(b"\r\n", 1)[0].decode() if self.ask else "?"
            waited = time.perf_counter() - self.began
            raise Unexpected(f"{asked}: the connection ended ({why}) after {waited:.1f} s and {len(self.got)} bytes")
        self.got += piece
        if self.ends < 0 and (head := self.got.find(b"\r\n\r\n")) >= 0:
            self.ends = head + 4 + _length(bytes(self.got[:head]))
        if 0 <= self.ends <= len(self.got):
            seconds = time.perf_counter() - self.began
            whole = bytes(self.got)
            head_ends = whole.index(b"\r\n\r\n")
            return Answer(seconds, int(whole[9:12]), whole[:head_ends], whole[head_ends + 4 :])
        return None


def _length(head: bytes) -> int:
    lowered = head.lower()
    at = lowered.find(b"\r\ncontent-length:")
    if at < 0:
        raise Unexpected(f"an answer without a length: {head!r}")
    return int(lowered[at + 17 :].split(b"\r\n", 1)[0])


class Caller:
    """So many connections to one server, shared evenly among its workers as a proxy in front would share them."""

    def __init__(self, port: int, connections: int, workers: int, hello: Ask) -> None:
        self.port = port
        most = -(-connections // workers)
        self.lines: list[_Line] = []
        seen: dict[int, int] = {}
        surplus: list[_Line] = []
        for _attempt in range(200):
            if len(self.lines) == connections:
                break
            line = _Line(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            worker = self._one(line, hello).worker
            if seen.get(worker, 0) < most:
                seen[worker] = seen.get(worker, 0) + 1
                self.lines.append(line)
            else:
                surplus.append(line)  # kept open meanwhile: the kernel then favours the other worker
        for line in surplus:
            line.socket.close()
        if len(self.lines) < connections:
            raise Unexpected(f"of {connections} connections {workers} workers would take {seen}")

    def close(self) -> None:
        for line in self.lines:
            line.socket.close()

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *how: object) -> None:
        self.close()

    def one(self, ask: Ask) -> Answer:
        """One request on the first connection."""
        return self._one(self.lines[0], ask)

    def _one(self, line: _Line, ask: Ask) -> Answer:
        line.send(ask)
        while (answer := line.receive()) is None:
            pass
        check(ask, answer)
        return answer

    def all(self, asks: Sequence[Ask]) -> list[Answer]:
        """Every request, as many at once as there are connections; each is checked once it has been timed."""
        if len(self.lines) == 1:
            return [self._one(self.lines[0], ask) for ask in asks]
        left = iter(asks)
        answers: list[Answer] = []
        with selectors.DefaultSelector() as ready:
            for line, ask in zip(self.lines, left, strict=False):
                ready.register(line.socket, selectors.EVENT_READ, line)
                line.send(ask)
            while len(answers) < len(asks):
                found = ready.select(PATIENCE)
                if not found:
                    raise Unexpected("no answer came")
                for key, _ in found:
                    line = key.data
                    if (answer := line.receive()) is None:
                        continue
                    asked = line.ask
                    following = next(left, None)
                    if following is not None:
                        line.send(following)
                    assert asked is not None
                    check(asked, answer)
                    answers.append(answer)
        return answers
