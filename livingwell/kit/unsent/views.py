"""Where a page sends what is being typed, and where somebody throws it away."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit import throttle
from livingwell.kit.components.days import moment
from livingwell.kit.permission.doors import place_door
from livingwell.kit.unsent import keeping


@require_POST
@place_door("belong_here")
def keep_unsent(request: Any) -> HttpResponse:
    """Keep what is typed so far. Answers which row it is in now, as JSON."""
    try:
        slip = keeping.read_slip(request.POST.get("slip", ""))
        pk = UUID(request.POST.get("row", ""))
        version = min(int(request.POST.get("version", "0") or 0), 2_000_000_000)
        typed = _typed(request.POST.get("typed", ""))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return JsonResponse({"kept": False}, status=400)
    if slip.by != request.viewer.id:
        return JsonResponse({"kept": False}, status=409)
    if len(typed) > keeping.AT_MOST:
        return JsonResponse({"kept": False}, status=413)
    if not throttle.take("unsent words", str(request.viewer.id), burst=120, each=timedelta(seconds=1)):
        return JsonResponse({"kept": False}, status=429)
    window = keeping.named_window(request.POST.get("window", ""))
    row = keeping.keep(slip, pk=pk, version=version, window=window, typed=typed)
    found = {"row": str(row.pk), "version": row.version, "when": moment(row.kept_at), "sent": row.sent_at is not None}
    return JsonResponse({"kept": True} | found)


def _typed(text: str) -> str:
    """The fields as they were sent, each a list of texts; nothing that the database cannot hold.

    :raises ValueError: when it is anything else.
    """
    given = json.loads(text)
    if not isinstance(given, dict):
        raise ValueError("no fields")
    fields = {
        str(name): [str(value).replace("\x00", "") for value in values]
        for name, values in given.items()
        if isinstance(values, list) and name not in keeping.NOT_TYPED
    }
    return json.dumps(fields, ensure_ascii=False).encode(errors="replace").decode()


@require_POST
@place_door("belong_here")
def throw_unsent_away(request: Any, pk: UUID) -> HttpResponse:
    """The person does not want these words. Back to the form they were typed in, fresh."""
    row = keeping.throw_away(request.viewer, pk)
    if row is not None:
        messages.success(request, _("Thrown away."))
    return redirect(row.address if row is not None and row.address else f"/{request.place.slug}/")
