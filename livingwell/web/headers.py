"""What every answer says to the browser beside its page: static files, refusals, faults and redirects included."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the web server's own process reads these words before Django is there
    from django.http import HttpRequest, HttpResponse

#: What a page of ours may ask a browser for: passkeys on our own pages, and nothing else (a page that records sound
#: says so at its view, and may ask for the microphone).
PERMISSIONS = ", ".join(
    [
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
        *(
            f"{name}=()"
            for name in (
                "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture",
                "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
                "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
                "screen-wake-lock", "serial", "storage-access", "usb", "web-share", "xr-spatial-tracking",
            )
        ),
    ]
)  # fmt: skip

#: The same, where somebody records sound for a story of theirs.
RECORDING = PERMISSIONS.replace("microphone=()", "microphone=(self)")

#: On each answer. A page may be stricter about itself (an address that is a secret sends no referrer), never laxer.
ON_EVERY_ANSWER = {
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
#: What holds where a page says nothing of being kept: a refusal is kept by nobody, other pages are asked for anew.
KEPT, KEPT_WHEN_REFUSED = "private, no-cache", "no-store"


def protected(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The outermost layer, so that what the others answer by themselves passes through it too."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.resolver_match and getattr(request.resolver_match.func, "records_sound", False):
            response.headers.setdefault("Permissions-Policy", RECORDING)
        for name, value in ON_EVERY_ANSWER.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", KEPT_WHEN_REFUSED if response.status_code >= 400 else KEPT)
        return response

    return answer
