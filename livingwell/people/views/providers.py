"""Signing in through an organisation: there, and back."""

from __future__ import annotations

import dataclasses
import hmac
import logging
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.doors import open_door
from livingwell.kit.throttle import address_of, take
from livingwell.people.actions.providers import THROUGH, NotNamedHere, come_in_through_provider
from livingwell.people.models import Provider
from livingwell.people.providers.asking import Asking, begin, finish
from livingwell.people.providers.fetching import ProviderFailed
from livingwell.people.providers.proving import public_keys
from livingwell.people.reads import provider_called
from livingwell.people.second_steps.stage import PROVIDER

KEPT = "with_provider"
AWAY_FOR = 15 * 60
log = logging.getLogger(__name__)


@open_door("nobody is signed in before they sign in")
@require_GET
def with_provider(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go to the organisation's own sign-in."""
    provider = _found(pk)
    wanted = request.GET.get("next", "")
    on = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
    if not take("providers asked from", address_of(request), burst=60, each=timedelta(seconds=2)):
        return _not_this_way(request)
    try:
        there, asking = begin(provider, _back(request, provider), on)
    except ProviderFailed as why:
        log.warning("provider %s: %s", provider.pk, why)
        return _not_this_way(request)
    request.session[KEPT] = dataclasses.asdict(asking)
    response = redirect(there)
    add_never_cache_headers(response)
    return response


@open_door("nobody is signed in before they sign in")
@require_GET
def back_from_provider(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back again, in the browser that went, with a code that is used once. Whatever is wrong is one answer."""
    provider = _found(pk)
    kept: dict[str, Any] | None = request.session.pop(KEPT, None)
    try:
        if kept is None or kept["provider"] != str(provider.pk) or time.time() - kept["at"] > AWAY_FOR:
            raise ProviderFailed("this browser asked nothing, or long ago")
        asking = Asking(**kept)
        if not hmac.compare_digest(request.GET.get("state", "").encode(), asking.state.encode()):
            raise ProviderFailed("another state")
        if request.GET.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
            raise ProviderFailed("another provider's answer")
        code = request.GET.get("code", "")
        if not code or len(code) > 4096:
            raise ProviderFailed("no code")
        named = finish(provider, asking, code=code, back=_back(request, provider))
        with speaking(THROUGH):
            account = come_in_through_provider(provider, named=named, by=THROUGH)
    except (ProviderFailed, NotNamedHere) as why:
        log.warning("provider %s: %s", provider.pk, why)
        return _not_this_way(request)
    request.session.flush()
    record_authentication(request, account, method=PROVIDER, second_step=named.second_step)
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=asking.on or None))
    return answer


@open_door("public keys are public")
@require_GET
def provider_keys(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The public half of the key we sign with, for the provider to fetch."""
    return JsonResponse(public_keys(_found(pk)))


def _found(pk: UUID) -> Provider:
    found = provider_called(pk)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, provider: Provider) -> str:
    return request.build_absolute_uri(reverse("back_from_provider", kwargs={"pk": provider.pk}))


def _not_this_way(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request, _("We could not sign you in through your organisation. Use a code, a passkey or your words instead.")
    )
    return redirect("sign_in")
