"""What surrounds every page: one transaction in which the database knows who is looking, and the look that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse

from livingwell.kit.database import speaking
from livingwell.kit.permission import showing
from livingwell.kit.secrets.keys import keyring
from livingwell.kit.viewers import Viewer
from livingwell.people.place_called import place_called
from livingwell.people.second_steps.asking import must_set_one_up

REFUSED = 403
#: Answers that carry nobody's things: a look at what an act fetched on its way to a redirect would be one too many.
SHOWS_NOBODY = frozenset({301, 302, 303, 307, 308, 404, 405})

Answer = Callable[[HttpRequest], HttpResponse]


class viewer_transaction:
    """Opens the transaction, tells the database who is looking, and records the look before the page is sent.

    A page whose look cannot be recorded is not sent. A refusal (403) or a fault (500 or more) undoes everything that
    was done on the way to it, the form's token included, so that the same form can be sent again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.viewer = None
        request.place = None
        with transaction.atomic(), keyring(gently=True):
            account = request.session.get(SESSION_KEY)
            viewer = enter(account) if account else None
            request.viewer = viewer
            token = speaking.assume(viewer)
            shown = showing.begin()
            try:
                response = self.get_response(request)
                if response.status_code >= 500 or response.status_code == REFUSED:
                    transaction.set_rollback(True)
                elif viewer is not None and shown.parts and response.status_code not in SHOWS_NOBODY:
                    shown.page = request.resolver_match.url_name if request.resolver_match else ""
                    showing.record(viewer, shown)
            finally:
                showing.end()
                speaking.release(token)
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """The address begins with the place; views find it as ``request.place``. Whoever is late with the second step
        their place asks for is led to setting one up."""
        slug = kwargs.pop("place", None)
        if slug is not None:
            request.place = place_called(slug)
            if request.place is None:
                raise Http404
        instead: HttpResponse | None = must_set_one_up(request, view)
        return instead


def enter(account: str) -> Viewer | None:
    """Tell the database who is signed in, for this transaction; None for an account that is closed or nobody's yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, name, place, teams, roles, works_for, second_step_by from gate.come_in(%s::uuid)", [account]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    person, name, place, teams, roles, works_for, second_step_by = row
    return Viewer(person, name, place, tuple(teams), frozenset(roles), works_for, second_step_by=second_step_by)
