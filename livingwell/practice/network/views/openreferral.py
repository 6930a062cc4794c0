"""The place's directory for anybody's programs: Open Referral UK (the UK profile of HSDS 3.0), reading only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from livingwell.kit.permission.doors import open_door
from livingwell.practice.network.openreferral import asking, documents, finding
from livingwell.practice.network.openreferral.asking import Asked, NotUnderstood
from livingwell.practice.network.openreferral.describing import VERSION, description

PROFILE = "https://docs.openreferraluk.org/en/latest/"
#: Seconds for which a copy may be used without asking again.
FRESH_FOR = 60
WHY = "a directory of what can help is published for everybody's programs"

Said = dict[str, Any]


def published(view: Callable[..., Said]) -> Callable[..., HttpResponse]:
    """An address of the published directory: open to every origin, without anybody's cookie, known by an ETag."""

    @require_safe
    @open_door(WHY)
    @wraps(view)
    def answer(request: Any, **which: Any) -> HttpResponse:
        etag = _etag(request)
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if etag in {each.removeprefix("W/") for each in known}:  # a proxy that compresses makes it a weak one
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = _answered(lambda: view(request, **which))
        if response.status_code in (200, 304):
            response["ETag"] = etag
            patch_cache_control(response, public=True, max_age=FRESH_FOR)
        else:
            patch_cache_control(response, no_store=True)
        response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    return answer


def _answered(view: Callable[[], Said]) -> HttpResponse:
    try:
        return JsonResponse(view(), json_dumps_params={"ensure_ascii": False})
    except NotUnderstood as why:
        return JsonResponse({"error": str(why)}, status=400)
    except Http404:
        return JsonResponse({"error": _("There is nothing here with that id.")}, status=404)


def _etag(request: Any) -> str:
    """Of the address with all that is asked, and of when anything of the directory last changed."""
    changed = finding.changed_at(request.place.pk)
    of = f"{request.get_full_path()} {changed and changed.isoformat()}"
    return f'"{sha256(of.encode()).hexdigest()[:32]}"'


@published
def about(request: Any) -> Said:
    """What this is."""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": request.build_absolute_uri(
            reverse("openreferral_openapi", kwargs={"place": request.place.slug})
        ),
    }


@published
def openapi(request: Any) -> Said:
    """What can be asked, for programs that read such a thing."""
    return description(request.build_absolute_uri(reverse("openreferral", kwargs={"place": request.place.slug})))


@published
def services(request: Any) -> Said:
    """A page of services, each with what belongs to it alone."""
    asked = asking.read(request.GET)
    return _page(finding.services(request.place.pk, asked), asked, documents.listed)


@published
def service(request: Any, pk: UUID) -> Said:
    """A service with everything beneath it."""
    support = finding.service(request.place.pk, pk)
    if support is None:
        raise Http404
    return documents.whole(support, finding.topics_of([support]))


@published
def service_at_locations(request: Any) -> Said:
    """A page of services at the places where they are."""
    asked = asking.read(request.GET)
    return _page(finding.somewhere(finding.services(request.place.pk, asked)), asked, _at)


@published
def service_at_location(request: Any, pk: UUID) -> Said:
    """One service at the place where it is, both with everything beneath them."""
    support = finding.service(request.place.pk, pk)
    if support is None or not documents.is_somewhere(support):
        raise Http404
    return documents.at(support, full=True) | {"service": documents.whole(support, finding.topics_of([support]))}


@published
def organizations(request: Any) -> Said:
    """A page of the organisations that services name."""
    asked = asking.read(request.GET)
    place = request.place.pk
    return _page(finding.organisations(place, asked), asked, lambda name: documents.organisation(place, name))


@published
def taxonomies(request: Any) -> Said:
    """A page of the place's taxonomies."""
    asked = asking.read(request.GET)
    return _page(finding.taxonomies(request.place.pk), asked, documents.taxonomy)


@published
def taxonomy(request: Any, pk: UUID) -> Said:
    """One taxonomy."""
    return _one(finding.taxonomies(request.place.pk), pk, documents.taxonomy)


@published
def taxonomy_terms(request: Any) -> Said:
    """A page of the place's topics."""
    asked = asking.read(request.GET)
    return _page(finding.topics(request.place.pk, asked), asked, documents.term)


@published
def taxonomy_term(request: Any, pk: UUID) -> Said:
    """One topic."""
    return _one(finding.topics(request.place.pk), pk, documents.term)


def _at(support: Any) -> Said:
    return documents.at(support, full=False) | {"service": documents.listed(support)}


def _page(rows: Any, asked: Asked, say: Callable[[Any], Said]) -> Said:
    page = finding.page_of(rows, asked)
    return page.around([say(row) for row in page.rows])


def _one(rows: Any, pk: UUID, say: Callable[[Any], Said]) -> Said:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return say(row)
