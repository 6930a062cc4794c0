"""The stage of signing in at which a second step is asked for, whatever the first was."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpRequest
from django.shortcuts import redirect

from livingwell.kit.database.speaking import speaking
from livingwell.people.second_steps.giving import GIVING, steps_of

PROVIDER = "provider"


class SecondStep(AuthenticateStage):
    """Asked of whoever has one, unless they came with a passkey, which is both steps at once, or from a provider that
    has asked already, in a place that lets that count."""

    urlname = "second_step"

    def handle(self) -> tuple[Any, bool]:
        if not self._should_handle(self.request):
            return None, True
        return redirect("second_step"), True

    def _should_handle(self, request: HttpRequest) -> bool:
        account = self.login.user
        if account is None or did_use_passwordless_login(request, account) or provider_asked(request, account):
            return False
        with speaking(GIVING):
            return bool(steps_of(account))


def provider_asked(request: HttpRequest, account: Any) -> bool:
    """Whether this session came from an organisation's provider that has asked for a second step which counts."""
    records = get_authentication_records(request, account)
    return any(one.get("method") == PROVIDER and one.get("second_step") for one in records)
