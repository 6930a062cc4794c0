"""What is sent on a socket: half requests, requests and a half, and no requests at all."""

from __future__ import annotations

HOST = b" HTTP/1.1\r\nHost: localhost\r\n"
END = HOST + b"\r\n"
GET = b"GET /" + HOST
POST = b"POST /sign-in/" + HOST
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
RAW: tuple[bytes, ...] = (
    b"",
    b"\r\n\r\n",
    b"\x00" * 100,
    b"\xff\xfe\xfd",
    b"GET",
    b"GET / HTTP/1.1",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /\x00" + END,
    b"GET /\xff\xfe" + END,
    b"GET http://[::1" + END,
    b"GET http://evil.example/" + END,
    b"GET //" + END,
    b"GET //evil.example/%2f.." + END,
    b"GET *" + END,
    b"OPTIONS *" + END,
    b"CONNECT localhost:80" + END,
    b"GET /?%00=%ff&&&=%zz" + END,
    b"GET /%c0%af%ed%a0%80" + END,
    b"GET /static/../../etc/passwd" + END,
    b"GET /static/%00.css" + END,
    b"GET /static/kit/kit.css" + HOST + b"Range: bytes=9-1,-\r\n\r\n",
    b"GET /static/kit/kit.css" + HOST + b"Range: bytes=" + b"9" * 400 + b"-\r\n\r\n",
    b"GET /static/kit/kit.css" + HOST + b"If-Modified-Since: never\r\nAccept-Encoding: \xff\r\n\r\n",
    b"GET /" + b"a" * 9000 + b"" + END,
    b"G" * 5000 + b" / HTTP/1.1\r\n\r\n",
    GET + b"\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    GET + b"Host: localhost\r\n\r\n",
    GET + b": x\r\n\r\n",
    GET + b"No colon\r\n\r\n",
    GET + b"A b: c\r\n\r\n",
    GET + b"A: b\r\n folded\r\n\r\n",
    GET + b"Cookie: sessionid=\x00\xff; csrftoken=\r\n\r\n",
    GET + b"Cookie: " + b"a=b; " * 1200 + b"\r\n\r\n",
    GET + b"X: " + b"y" * 9000 + b"\r\n\r\n",
    GET + b"".join(b"X%d: y\r\n" % n for n in range(200)) + b"\r\n",
    GET + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
    GET + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    GET + b"X-Forwarded-For: \xff, , '\r\nX-Forwarded-Proto: \x7f\r\n\r\n",
    GET + b"Accept-Language: " + b"xx-" * 900 + b"\r\n\r\n",
    POST + b"Content-Length: -1\r\n\r\n",
    POST + b"Content-Length: nine\r\n\r\n",
    POST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
    POST + FORM + b"Content-Length: 500\r\n\r\nshort",
    POST + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
    POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    POST + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\na=b&c\r\n0\r\n\r\n",
    POST + FORM + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\na",
    POST + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\na=b",
    POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
    POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
    POST + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 20\r\n\r\n--x\r\nContent-Dispositi",
    POST + b"Content-Type: multipart/form-data; boundary=\xff\r\nContent-Length: 4\r\n\r\nabcd",
    # What no text has for an encoding is ours to disbelieve before Django reads by it (`web/handler.py`).
    *(
        b"POST /sign-in/?next=%ff"
        + HOST
        + b"Content-Type: "
        + kind
        + b"; charset="
        + charset
        + b"\r\nContent-Length: 11\r\n\r\naddress=%ff"
        for charset in (b"base64", b"idna", b"punycode", b"utf-16", b"rot13", b"\xff", b"")
        for kind in (b"application/x-www-form-urlencoded", b"text/plain", b"multipart/form-data; boundary=x")
    ),
    # Django asks for such an encoding and falls: the web server refuses it before.
    POST + b"Content-Type: text/plain; charset=\x00\r\nContent-Length: 4\r\n\r\nabcd",
    POST + b"Content-Type: \x01\r\nContent-Length: 4\r\n\r\nabcd",
    POST + FORM + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
    GET + b"\r\n" + GET + b"\r\n" + b"\xff garbage\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
)
