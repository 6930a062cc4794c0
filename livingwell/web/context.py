"""What every page knows: the place, who is looking, where they can go, and the crisis lines."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from livingwell.kit.viewers import Viewer
from livingwell.people.crisis import crisis_lines

#: Where a worker goes, in the order of a day; and where anybody goes on pages of their own.
DESK = (
    ("day", gettext_noop("My day")),
    ("boards", gettext_noop("Board")),
    ("person_search", gettext_noop("Find a person")),
    ("desk_introduction", gettext_noop("Introduce somebody")),
    ("sheets_back", gettext_noop("On paper")),
    ("visits", gettext_noop("Who is out")),
    ("supports", gettext_noop("Supports")),
    ("worries", gettext_noop("Worries")),
    ("organisations", gettext_noop("Organisations")),
    ("second_steps_here", gettext_noop("Second steps")),
    ("openings", gettext_noop("Openings without a share")),
    ("requests", gettext_noop("What people ask of us")),
    ("destructions", gettext_noop("What is destroyed")),
)
#: Desk pages for one role alone.
FOR_ROLE = {
    "organisations": "place_lead",
    "second_steps_here": "place_lead",
    "openings": "privacy_lead",
    "requests": "privacy_lead",
    "destructions": "place_lead",
    "worries": "safeguarding_lead",
}
#: Desk pages for whoever works in a team.
FOR_WORKERS = frozenset({"day", "boards", "person_search", "desk_introduction", "visits", "sheets_back"})
OWN = (
    ("home", gettext_noop("My pages")),
    ("story", gettext_noop("My story")),
    ("plan", gettext_noop("My plan")),
    ("circle", gettext_noop("My circle")),
    ("looks", gettext_noop("Who has looked")),
    ("supports", gettext_noop("Supports")),
)
#: What pages are called on a phone, where all of them stand in one row.
SHORT = {
    "home": gettext_noop("Home"),
    "story": gettext_noop("Story"),
    "plan": gettext_noop("Plan"),
    "circle": gettext_noop("Circle"),
    "looks": gettext_noop("Looks"),
    "day": gettext_noop("Day"),
    "person_search": gettext_noop("Find"),
    "desk_introduction": gettext_noop("Introduce"),
}
#: Pages of signing in: they do not offer what one is doing.
SIGNING_IN = frozenset({"sign_in", "sign_in_code", "sign_in_words", "second_step", "join"})
#: Pages that stand for another in the navigation.
STANDS_FOR = {
    **dict.fromkeys(("board", "huddle", "huddles", "begin_huddle", "rota", "say_leave", "team"), "boards"),
    **dict.fromkeys(("supervisions", "supervision", "learning", "look_back_at", "of_myself", "calendar"), "day"),
    **dict.fromkeys(("kind_words", "say_capacity", "endings", "asked_again", "handover"), "day"),
    **dict.fromkeys(("answer_request", "enter_request", "set_terms", "propose_destruction"), "requests"),
    "destruction": "destructions",
    "destructions": "requests",
    "worry": "worries",
}


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of layouts; see ``kit/COMPONENTS.md`` for what each is used for."""
    place, viewer = getattr(request, "place", None), getattr(request, "viewer", None)
    home = "day" if viewer and viewer.teams else "home" if viewer else "place"
    return {
        "place": place,
        "viewer": viewer,
        "crisis_lines": SimpleLazyObject(lambda: crisis_lines(place)) if place else [],
        "nav": SimpleLazyObject(lambda: navigation(request)) if viewer and place else [],
        "home_url": address(home, place) if place else "/",
        # A worker may be somebody with a story of their own: a quiet way from the desk to their own pages.
        "own_url": address("home", place) if place and viewer else "",
        "sign_in_url": "" if _here(request) in SIGNING_IN else address("sign_in"),
        "sign_out_url": address("sign_out"),
    }


def navigation(request: Any) -> list[dict[str, Any]]:
    """Where the viewer can go from here. A worker on pages of their own is anybody, on pages of their own."""
    here = _here(request)
    viewer: Viewer = request.viewer
    works = viewer.teams or viewer.roles & set(FOR_ROLE.values())
    on_own_pages = not works or here in {name for name, label in OWN if name != "supports"}
    offered = [(name, label) for name, label in (OWN if on_own_pages else DESK) if _is_for(name, viewer)]
    names = {name for name, label in offered}
    while here not in names and here in STANDS_FOR:
        here = STANDS_FOR[here]
    items = []
    for name, label in offered:
        if url := address(name, request.place):
            short = _(SHORT[name]) if name in SHORT else ""
            items.append({"label": _(label), "short": short, "url": url, "current": here == name})
    if viewer.teams and on_own_pages and (url := address("day", request.place)):
        items.append({"label": _("Back to my work"), "url": url, "current": False})
    return items


def _is_for(name: str, viewer: Viewer) -> bool:
    """Whether a page is for somebody of the viewer's role, or for whoever works in a team."""
    return FOR_ROLE.get(name, "") in {"", *viewer.roles} and (name not in FOR_WORKERS or bool(viewer.teams))


def _here(request: Any) -> str:
    """The name of the page that is asked for, '' where there is none at this address."""
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def address(name: str, place: Any = None) -> str:
    """The address of a page by name, '' where there is none (yet): a link to nowhere is not shown."""
    return _address(name, place.slug if place else None)


@lru_cache(maxsize=4096)  # every page asks for a dozen, and they never change while the platform runs
def _address(name: str, slug: str | None) -> str:
    try:
        return reverse(name, kwargs={"place": slug} if slug else None)
    except NoReverseMatch:
        return ""
