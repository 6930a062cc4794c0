"""One line in the log for each request: what was asked for in our words, how it was answered, how long it took."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from livingwell.kit.logs import request_id

logger = logging.getLogger("livingwell.requests")
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})

Answer = Callable[[HttpRequest], HttpResponse]


def told(get_response: Answer) -> Answer:
    """Gives each request a number of our own (never one that was sent: it could say anything) and writes its line. The
    address is told as its route, whose ids are left out; one that is no address of ours is told as nothing."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        token = request_id.set(uuid4().hex)
        try:
            response = get_response(request)
            response.headers["X-Request-Id"] = request_id.get()
            if not (request.path.startswith(settings.STATIC_URL) and response.status_code < 400):
                facts = {
                    "method": request.method if request.method in METHODS else "other",
                    "route": f"/{request.resolver_match.route}" if request.resolver_match else None,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                }
                logger.info("request answered", extra={"facts": facts})
            return response
        finally:
            request_id.reset(token)

    return answer
