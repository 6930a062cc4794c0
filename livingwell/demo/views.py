"""The cast, and becoming one of them: only on marked data, only from this machine, only by a POST."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from livingwell.demo.cast import CAST, SLUG, email_of
from livingwell.kit.permission.doors import open_door
from livingwell.people.invented import is_invented
from livingwell.people.models import Account


def _must_be_demo(request: HttpRequest) -> None:
    """404 unless this is invented data, asked for from this machine itself."""
    try:
        near = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        near = False
    if settings.REAL or not near or not is_invented():
        raise Http404


@open_door("invented people, on this machine alone")
def demo(request: HttpRequest) -> HttpResponse:
    """Everybody one can be."""
    _must_be_demo(request)
    return render(request, "demo/cast.html", {"cast": CAST, "slug": SLUG})


@open_door("invented people, on this machine alone")
@require_POST
def become(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of the invented cast, and go where they would."""
    _must_be_demo(request)
    account = Account.objects.filter(email=email_of(key), closed_at=None).first()
    if account is None or key not in {part.key for part in CAST}:
        raise Http404
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("after_sign_in")
