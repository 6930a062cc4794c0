"""Open streams: one thread a process listens to the database, and tells the browsers that wait for a row to move.

A stream waits for minutes, and the web server has few threads. So the view answers with the head of a stream, and hands
the socket itself to this thread; the server's thread is free again. What is told is a number, never a word: the browser
asks for its own piece of the page through its own door.
"""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import socket
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from livingwell.kit.live.moving import CHANNEL

#: So many browsers wait in one process; whoever comes beyond asks now and then instead.
MOST = 200
#: After so many seconds a stream ends, and the browser comes again through the door: who may look is asked anew.
LASTS = 240.0
#: Now and then something is said, so that what stands between does not take the stream for dead.
BEATS = 20.0
#: Without anybody who waits, the thread and its connection end after this long.
LINGERS = 60.0


@dataclass
class Stream:
    """One browser that waits for one row."""

    sock: socket.socket
    row: str
    chunked: bool
    until: float

    def say(self, words: str) -> bool:
        """Whether it could be told; one that does not read fast enough is let go, and comes again."""
        data = words.encode()
        if self.chunked:
            data = b"%x\r\n%s\r\n" % (len(data), data)
        try:
            return self.sock.send(data) == len(data)
        except OSError:
            return False

    def end(self) -> None:
        with contextlib.suppress(OSError):
            if self.chunked:
                self.sock.send(b"0\r\n\r\n")
            self.sock.shutdown(socket.SHUT_WR)
        self.sock.close()


class Streams:
    """The streams of this process, and the thread that tells them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._coming: SimpleQueue[Stream] = SimpleQueue()
        self._thread: Thread | None = None
        self._wake: tuple[int, int] | None = None
        self.many = 0

    def has_room(self) -> bool:
        return self.many < MOST

    def take(self, stream: Stream) -> None:
        """From now on `stream` is this thread's."""
        stream.sock.setblocking(False)
        with self._lock:
            self.many += 1
            self._coming.put(stream)
            if self._thread is None:
                self._wake = os.pipe()
                self._thread = Thread(target=self._run, args=(self._wake[0],), name="streams", daemon=True)
                self._thread.start()
            elif self._wake is not None:
                os.write(self._wake[1], b".")

    def _run(self, wake: int) -> None:
        waiting: dict[str, list[Stream]] = defaultdict(list)
        try:
            with psycopg.connect(**connections["default"].get_connection_params(), autocommit=True) as listening:
                listening.execute(f"listen {CHANNEL}")
                self._tell(listening, wake, waiting)
        except psycopg.Error:
            pass  # the database is away: the browsers come again, and ask meanwhile
        finally:
            self._end(wake, waiting)

    def _tell(self, listening: Any, wake: int, waiting: dict[str, list[Stream]]) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(listening.fileno(), selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            beat = idle = time.monotonic()
            while True:
                ready = selector.select(timeout=BEATS / 4)
                now = time.monotonic()
                for key, _mask in ready:
                    if key.fd == wake:
                        os.read(wake, 4096)
                    elif isinstance(key.data, Stream):  # a browser says nothing here: it has gone
                        self._let_go(key.data, selector, waiting)
                while not self._coming.empty():
                    stream = self._coming.get()
                    waiting[stream.row].append(stream)
                    selector.register(stream.sock, selectors.EVENT_READ, stream)
                    # What moved while it came here was told to nobody: it asks once.
                    if not stream.say("event: ask\ndata: 1\n\n"):
                        self._let_go(stream, selector, waiting)
                listening.pgconn.consume_input()
                while (told := listening.pgconn.notifies()) is not None:
                    row, _, moves = told.extra.decode().partition(" ")
                    for stream in list(waiting.get(row, ())):
                        if not stream.say(f"data: {moves}\n\n"):
                            self._let_go(stream, selector, waiting)
                beats = now - beat > BEATS
                beat = now if beats else beat
                for stream in [one for of_row in waiting.values() for one in of_row]:
                    if stream.until < now or (beats and not stream.say(": still here\n\n")):
                        self._let_go(stream, selector, waiting)
                idle = now if self.many else idle
                if now - idle > LINGERS and self._nobody_comes():
                    return

    def _let_go(self, stream: Stream, selector: Any, waiting: dict[str, list[Stream]]) -> None:
        if stream not in waiting.get(stream.row, ()):
            return
        selector.unregister(stream.sock)
        waiting[stream.row].remove(stream)
        if not waiting[stream.row]:
            del waiting[stream.row]
        stream.end()
        with self._lock:
            self.many -= 1

    def _nobody_comes(self) -> bool:
        """Whether the thread may end; from then on the next stream begins another."""
        with self._lock:
            if not self.many:
                self._resign()
            return not self.many

    def _resign(self) -> None:
        """This thread is the one no more."""
        self._thread = None
        if self._wake is not None:
            os.close(self._wake[1])
            self._wake = None

    def _end(self, wake: int, waiting: dict[str, list[Stream]]) -> None:
        left = [one for of_row in waiting.values() for one in of_row]
        with self._lock:
            if self._thread is current_thread():
                self._resign()
                while not self._coming.empty():
                    left.append(self._coming.get())
            self.many -= len(left)
        os.close(wake)
        for stream in left:
            stream.end()


streams = Streams()


def stream_of(request: HttpRequest, row: UUID) -> HttpResponseBase:
    """A stream that tells when `row` moves. Under a server that does not hand over its sockets, and where there is no
    room, there is none (204): a browser does not ask for it again, and asks how far things are instead."""
    sock = request.META.get("gunicorn.socket")
    if type(sock) is not socket.socket or not streams.has_room():
        return HttpResponse(status=204)
    chunked = request.META.get("SERVER_PROTOCOL") != "HTTP/1.0"
    answer = StreamingHttpResponse(_handed_over(sock, str(row), chunked), content_type="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _handed_over(sock: socket.socket, row: str, chunked: bool) -> Iterator[bytes]:
    yield b"retry: 3000\n\n"
    ours = socket.socket(fileno=sock.detach())
    streams.take(Stream(ours, row, chunked, time.monotonic() + LASTS))
    # The server is told that its end of the connection has gone, which is what has happened: `web/worker.py`.
    raise BrokenPipeError(errno.EPIPE, "handed over")
