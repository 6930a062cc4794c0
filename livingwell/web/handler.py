"""What the web server hands over, as Django's request: read as UTF-8, whatever it says of itself."""

from __future__ import annotations

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """What a request says of its encoding is not believed. Our forms are UTF-8; Python knows "encodings" that no text
    has (base64) or that fail on every other byte (idna), and Django reads the address by them before any of its layers
    could answer for the fault."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_params.pop("charset", None)


class Handler(WSGIHandler):
    """Django, as the web server calls it."""

    request_class = Utf8Request
