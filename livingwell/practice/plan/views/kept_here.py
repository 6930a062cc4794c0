"""What a person's own phone keeps of staying safe: the page that opens without a network, and what brings it there."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from livingwell.kit.permission.doors import open_door
from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.kit.viewers import Viewer
from livingwell.practice.plan.models import Chance
from livingwell.practice.plan.reads import Safe

NOBODYS = "nothing of anybody's is in it: it has to open where nobody can be signed in"
#: What the page needs that opens without a network.
PARTS = ("kit/tokens.css", "kit/kit.css", "kit/kit.js", "kit/mark.svg", "plan/kept_here.js")


@require_GET
@open_door(NOBODYS)
def staying_safe_here(request: Any) -> HttpResponse:
    """The page itself: it asks for the word, and opens what lies sealed in the browser."""
    return render(request, "plan/safe_here.html")


@require_GET
@open_door(NOBODYS)
def offline_worker(request: Any) -> HttpResponse:
    """The service worker of one place. Its text changes with whatever it keeps, so that a browser takes the new one."""
    version = hashlib.sha256(" ".join(map(static, PARTS)).encode()).hexdigest()[:12]
    page = {"parts": PARTS, "version": version}
    return render(request, "plan/offline_worker.js", page, content_type="text/javascript")


def _said(chance: Chance) -> list[str]:
    """What stands in a risk taken together, each with its heading, and the names that are on it."""
    said = [
        (_("What I want to do"), chance.want),
        (_("What is good about it"), chance.good),
        (_("What worries whom"), chance.worries),
        (_("The wider life around it"), chance.life),
        (_("What we agreed"), chance.agreed),
        (_("Together with"), chance.beside_them_name),
    ]
    return [f"{heading}: {words}" for heading, words in said if words]


def to_keep(whole: Safe, viewer: Viewer) -> dict[str, str]:
    """For the person's own page: what their phone would seal, and a mark of whose it is that says nothing. Who answers
    day and night stands on the page that opens it, for everybody."""
    parts: list[dict[str, Any]] = [
        {"heading": heading, "lines": [{"words": item.words, "number": item.number} for item in items]}
        for _kind, heading, items in whole.parts
        if items
    ]
    parts += [
        {
            "heading": _("A risk we are taking together"),
            "lines": [{"words": one, "number": ""} for one in _said(chance)],
        }
        for chance in whole.chances
    ]
    return {"kept_words": json.dumps({"parts": parts}), "whose": keyed_hash("kept here", str(viewer.id)).hex()[:32]}
