"""Signing in by a code that is sent, signing out, and where somebody goes first."""

from __future__ import annotations

from typing import Any

from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.kit.permission.doors import open_door
from livingwell.kit.sending import send_nothing
from livingwell.kit.viewers import Viewer
from livingwell.people.forms import CodeForm, SignInForm
from livingwell.people.models import Place, RoleKind, Team
from livingwell.people.reads import providers_here
from livingwell.people.signing_in import may_be_sent, may_guess


class AskForCode(RequestLoginCodeView):
    """Ask for a code. Whether anybody signs in with the address, the answer is the same page after the same work."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"providers": providers_here()}

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Somebody who mistyped their address may begin again."""

    def form_valid(self, form: SignInForm) -> HttpResponse:
        if not may_be_sent(self.request, form.to, form._user.pk if form._user else None):
            form.add_error(
                "address", _("We have sent a lot of codes just now. Please use one of them, or try in a few minutes.")
            )
            return self.render_to_response(self.get_context_data(form=form), status=429)
        if form._user is None:
            send_nothing()
        answer: HttpResponse = super().form_valid(form)
        return answer


class TypeCode(ConfirmLoginCodeView):
    """Type the code. Five guesses, ten minutes; then one asks anew."""

    form_class = CodeForm
    template_name = "people/sign_in_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse
        if not may_guess(f"{request.session.session_key}:{self._process.state['at']}"):
            self._process.abort()
            answer = self._too_many()
        else:
            answer = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        if not self._process.record_invalid_attempt():
            return self._too_many()
        return self.render_to_response(self.get_context_data(form=form))

    def _too_many(self) -> HttpResponse:
        messages.info(self.request, _("That code did not work. Please ask for a new one."))
        return redirect(self.passthrough_next_url(reverse("sign_in")))


sign_in = open_door("nobody is signed in before they sign in")(AskForCode.as_view())
sign_in_code = open_door("nobody is signed in before they sign in")(TypeCode.as_view())


@open_door("anybody may leave")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave: nothing of the session is kept."""
    viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
    place = Place.objects.filter(pk=viewer.place_id).first() if viewer else None
    logout(request)
    response = redirect(_first("place", "/", place=place.slug) if place else "/")
    add_never_cache_headers(response)
    return response


#: What waits for each role, by the name of a page; whoever has two begins at the one that cannot wait.
ROLE_BEGINS = (
    (RoleKind.SAFEGUARDING_LEAD, "worries"),
    (RoleKind.PRIVACY_LEAD, "requests"),
    (RoleKind.PLACE_LEAD, "organisations"),
)


@open_door("it only leads to where each may go")
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Where somebody who is signed in begins: a worker at their team's board, whoever has a role in the place at what
    waits for that role, everybody else at their own home."""
    viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
    if viewer is None:
        return redirect("sign_in")
    place = Place.objects.get(pk=viewer.place_id)
    team = Team.objects.filter(pk__in=viewer.teams, closed_at=None).order_by("name").first()
    here = _first("place", "/", place=place.slug)
    if team is not None:
        return redirect(_first("board", here, place=place.slug, pk=team.pk))
    for role, page in ROLE_BEGINS:
        if role in viewer.roles:
            return redirect(_first(page, here, place=place.slug))
    return redirect(here if viewer.roles else _first("home", here, place=place.slug))


def _first(name: str, otherwise: str, **facts: Any) -> str:
    """The address of a page of a room above, whose name is all that people know of it."""
    try:
        return reverse(name, kwargs=facts)
    except NoReverseMatch:
        return otherwise
