"""The words around a code that is sent. They say nothing but that it is a code."""

from __future__ import annotations

from django.utils.translation import gettext as _

from livingwell.kit.sending import send_email, send_sms


def email_code(to: str, code: str) -> None:
    """Email a sign-in code. It is not in the subject: that shows on a locked phone."""
    lines = [
        _("Here is the code you asked for:"),
        "",
        f"    {code}",
        "",
        _("It works once, for ten minutes, on the page where you asked for it."),
        _("If you did not ask for a code you need do nothing. Nobody can get in without it. Never tell it to anybody."),
    ]
    send_email(to=to, subject=_("Your code"), body="\n".join(lines))


def text_code(to: str, code: str) -> None:
    """Text a sign-in code."""
    send_sms(
        to=to, body=_("Your code is %(code)s. It works for ten minutes. Never tell it to anybody.") % {"code": code}
    )


def email_already_used(to: str) -> None:
    """To whoever has this address already: somebody asked to sign in to another account with it."""
    send_email(
        to=to,
        subject=_("About your address"),
        body=_(
            "Somebody asked to use this address to sign in to another account. You use it to sign in already, so "
            "nothing was changed. If it was you, sign in with this address as before."
        ),
    )


def text_already_used(to: str) -> None:
    """As `email_already_used`, by text message."""
    send_sms(to=to, body=_("Somebody asked to use this number to sign in elsewhere. Nothing was changed."))
