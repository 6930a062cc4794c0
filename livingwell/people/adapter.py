"""What allauth asks us: where a code is sent and how, what follows a sign-in, and that nobody signs themselves up.

Its own pages, messages and addresses are not used: they would be a second voice, and most of them would be doors
nobody meant (see `people/README.md`).
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from livingwell.kit import clock
from livingwell.kit.throttle import address_of
from livingwell.people.codes_sent import email_code, text_code
from livingwell.people.models import Account
from livingwell.people.reads import account_with_phone


class Adapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An account comes from an invitation or a code given in hand, never from a form."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened themselves."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The one email allauth may send for us is a sign-in code."""
        if template_prefix == "account/email/login_code":
            email_code(email, str(context["code"]))

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        text_code(phone, code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Nothing: whoever has no account is sent no message (the sign-in page spends the same time)."""

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """The number, and whether a code sent to it came back."""
        return (user.phone, user.phone_checked_at is not None) if user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        """Numbers change through `people.actions.set_sign_in_address` alone."""
        raise NotImplementedError

    def set_phone_verified(self, user: Any, phone: str) -> None:
        Account.objects.filter(pk=user.pk, phone=phone).update(phone_checked_at=clock.now())

    def get_user_by_phone(self, phone: str) -> Any:
        return account_with_phone(phone)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody goes who asked for no page in particular: to what is theirs (see `after_sign_in`)."""
        return reverse("after_sign_in")

    def get_login_stages(self) -> list[str]:
        """A code that was sent, where one was asked for; then the second step, of whoever has one."""
        return ["allauth.account.stages.LoginByCodeStage", "livingwell.people.second_steps.stage.SecondStep"]

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """An account closed between asking for the code and typing it is answered as one that never was."""
        return redirect("sign_in")
