"""What a request says of its own encoding, or how much it sends, is refused in a page or read as UTF-8: no fault."""

from __future__ import annotations

import io

import pytest
from django.test import Client, RequestFactory

from livingwell.web.handler import Utf8Request
from tests.cast import Cast

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("encoding", ["base64", "idna", "utf-16", "rot13", "punycode", "no-such", "", "\xff", "\0"])
@pytest.mark.parametrize("kind", [FORM, "text/plain"])
def test_an_encoding_that_no_form_has_is_not_believed(kind: str, encoding: str) -> None:
    body = b"address=caf%C3%A9"
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST", PATH_INFO="/sign-in/", QUERY_STRING="next=%ff%2F", CONTENT_LENGTH=len(body),
        CONTENT_TYPE=f"{kind}; charset={encoding}",
    )  # fmt: skip
    request = Utf8Request(environ | {"wsgi.input": io.BytesIO(body)})
    assert request.GET["next"] == "\ufffd/"
    assert request.POST.get("address") == ("café" if kind == FORM else None)


def test_a_file_keeps_the_boundary_it_came_with() -> None:
    request = Utf8Request(RequestFactory()._base_environ(CONTENT_TYPE="multipart/form-data; CharSet=idna; boundary=x"))
    assert (request.content_type, request.content_params) == ("multipart/form-data", {"boundary": "x"})


def test_an_address_with_a_thousand_fields_is_refused(cast: Cast, client: Client) -> None:
    answer = client.get("/sign-in/?" + "&".join(f"a{n}=1" for n in range(1_500)))
    assert answer.status_code == 400
