"""Pages of the web room: the list of places, the way out, and what is said when a form is too old."""

from __future__ import annotations

import sys

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from livingwell.kit import gallery as kit_gallery
from livingwell.kit.database.away import is_away
from livingwell.kit.permission.doors import open_door
from livingwell.kit.permission.refusals import Refused
from livingwell.people import known_browsers
from livingwell.people.models import Place
from livingwell.practice.frontdoor import cookies


@open_door("the names of places are public")
def places(request: HttpRequest) -> HttpResponse:
    """The places, or the only one."""
    found = list(Place.objects.order_by("name")[:200])
    if len(found) == 1:
        return redirect("place", place=found[0].slug)
    return render(request, "web/places.html", {"places": found})


@open_door("the way out is never locked")
def away(request: HttpRequest) -> HttpResponse:
    """Leave quickly: nothing of the session is kept, and the next page is about something else. A plain link, so that
    it works without scripts; that another site could send somebody through it costs them a sign-in and no more."""
    logout(request)
    response = HttpResponse(status=302, headers={"Location": settings.AWAY_URL, "Referrer-Policy": "no-referrer"})
    cookies.forget(response)
    known_browsers.forget(response)
    add_never_cache_headers(response)
    return response


@open_door("components and invented words alone")
def gallery(request: HttpRequest) -> HttpResponse:
    """The components, for whoever builds pages."""
    return kit_gallery.gallery(request)


#: Fields that are not words of anybody's.
NOT_WORDS = frozenset({"csrfmiddlewaretoken", "once", "next", "ticket", "version", "settles", "then"})
#: A text is handed back whole, but not a page of a thousand fields.
FIELDS_SHOWN = 60


def typed_by(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form that is refused, to be shown again, so that nothing is lost; nothing where the form
    could not be read."""
    if request.method != "POST":
        return []
    try:
        said = [(key, str(value)) for key, values in request.POST.lists() for value in values if key not in NOT_WORDS]
    except (BadRequest, SuspiciousOperation, MultiPartParserError, OSError):
        return []
    return [(key, value) for key, value in said if value.strip()][:FIELDS_SHOWN]


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token has run out."""
    return render(request, "web/form_too_old.html", {"typed": typed_by(request)}, status=403)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: in the sentence of the refusal where there is one (somebody was faster), and with what was typed."""
    sentence = exception.sentence if isinstance(exception, Refused) else ""
    return render(request, "403.html", {"sentence": sentence, "typed": typed_by(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with what was typed: a share may have ended, or a hold, since the page was opened."""
    return render(request, "404.html", {"typed": typed_by(request)}, status=404)


def unavailable(request: HttpRequest) -> HttpResponse:
    """While the database is away a page says so, and never that something is broken."""
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "5"
    add_never_cache_headers(response)
    return response


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Whatever nobody answered ends here, in whichever layer it was raised (Django makes an answer of an error at each
    layer, so no layer further out ever sees it): 503 when the database is away, 500 for a fault of ours."""
    return unavailable(request) if is_away(sys.exc_info()[1]) else defaults.server_error(request)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 503, for the session's keeper calls a session bad when the database went away while it was saved."""
    return unavailable(request) if is_away(exception) else defaults.bad_request(request, exception)
