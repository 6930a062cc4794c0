"""The forms of signing in, joining and inviting. They check shape; nothing here knows who has an account."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import (
    ChoiceField,
    EmailField,
    KitForm,
    Line,
    LineField,
    ManyChoiceField,
    OneOfField,
    PhoneField,
    Select,
)
from livingwell.people.models import Account, MembershipKind, Organisation, WhyReset
from livingwell.people.reads import Worker, account_with_email, account_with_phone, who_can_be_asked

NOT_AN_ADDRESS = _("Please type an email address like sam@example.org, or a mobile number like 07700 900 123.")


class AddressForm(KitForm):
    """An email address or a mobile number, in one box; gives `email` or `phone`."""

    address = LineField(
        label=_("Your email address or mobile number"),
        help_text=_("We send a code to it. There is no password."),
        max_length=254,
        widget=Line(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": NOT_AN_ADDRESS},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("address", "")
        if not typed:
            return cleaned
        field: Any = EmailField() if "@" in typed else PhoneField()
        try:
            cleaned["email" if "@" in typed else "phone"] = field.clean(typed)
        except ValidationError:
            self.add_error("address", NOT_AN_ADDRESS)
        return cleaned

    @property
    def to(self) -> str:
        """The address, spelled one way."""
        return str(self.cleaned_data.get("email", "").lower() or self.cleaned_data.get("phone", ""))


class SignInForm(AddressForm):
    """As allauth wants it: `_user` is whose address it is, if anybody's. It never says which."""

    _user: Account | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # Both lookups happen whatever was typed, so that they take the same time.
        by_email = account_with_email(cleaned.get("email") or "-")
        by_phone = account_with_phone(cleaned.get("phone") or "-")
        self._user = by_email or by_phone
        return cleaned


class CodeForm(KitForm):
    """A code that was sent. `code` is the one expected; '' expects none, and no code is right."""

    code = LineField(
        label=_("The code we sent"),
        help_text=_("Eight numbers, like 1234-5678. It can take a minute to arrive."),
        max_length=40,
        widget=Line(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "12"}),
        error_messages={"required": _("Please type the code.")},
    )

    def __init__(self, *args: Any, code: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = code or ""

    def clean_code(self) -> str:
        typed = str(self.cleaned_data["code"])
        if not compare_user_code(actual=typed, expected=self.expected):
            raise ValidationError(_("This is not the code we sent. Please look again, or ask for a new one."))
        return typed


class SecondStepForm(KitForm):
    """A code of an app, or a spare one."""

    code = LineField(
        label=_("The code your app shows, or a spare code"),
        max_length=40,
        widget=Line(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "12"}),
        error_messages={"required": _("Please type the code.")},
    )


class AppCodeForm(SecondStepForm):
    """The first code of an app that is being set up."""

    code = LineField(
        label=_("The six numbers it shows now"),
        max_length=20,
        widget=Line(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": "8"}),
        error_messages={"required": _("Please type the numbers that the app shows.")},
    )


class NameForm(KitForm):
    """What somebody calls a passkey."""

    name = LineField(
        label=_("A name you will know it by"),
        help_text=_("For example: my phone, the key on my ring."),
        max_length=60,
        error_messages={"required": _("Please give it a name.")},
    )


class AskForSecondStepsForm(KitForm):
    """Of whom a place asks a second step."""

    mark_optional = False

    of = ManyChoiceField(
        label=_("Who signs in with a second step"),
        choices=who_can_be_asked,
        required=False,
    )
    within = ChoiceField(
        label=_("How long they have to set one up"),
        choices=[
            ("0", _("At once")),
            ("7", _("A week")),
            ("14", _("Two weeks")),
            ("30", _("A month")),
            ("60", _("Two months")),
        ],
    )


class ResetForm(KitForm):
    """Whose second step is lost, and who gives a second word."""

    whose = ChoiceField(label=_("Whose is it?"), choices=(), widget=Select())
    why = ChoiceField(label=_("What happened?"), choices=WhyReset.choices)
    seconder = ChoiceField(
        label=_("Who is the second worker?"),
        help_text=_("They know the person, and speak with them before they agree."),
        choices=(),
        widget=Select(),
    )

    def __init__(self, *args: Any, workers: list[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("whose", "seconder"):
            named = [(str(one.person), f"{one.name} ({one.kinds})") for one in workers]
            self.fields[name].choices = [("", _("Choose somebody")), *named]  # type: ignore[attr-defined]


class WordsForm(KitForm):
    """A code of words."""

    code = LineField(
        label=_("Your words"),
        help_text=_("Four words and a number, like: river apple lamp song 42. Spaces or dashes are the same."),
        max_length=200,
        widget=Line(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Please type the words.")},
    )
    ticket = LineField(required=False, widget=forms.HiddenInput, max_length=200)


class InviteForm(AddressForm):
    """Whom to invite, and for which organisation they work."""

    field_order = ("name", "address", "kind", "organisation")
    name = LineField(label=_("Their name"), max_length=120)
    address = LineField(
        label=_("Their work email address, or mobile number"),
        help_text=_("The invitation goes there, and later their sign-in codes."),
        max_length=254,
        error_messages={"required": NOT_AN_ADDRESS},
    )
    kind = ChoiceField(label=_("What they do in the team"), choices=MembershipKind.choices, widget=Select())
    organisation = OneOfField(Organisation.objects.none(), label=_("Who they work for"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class BeginForm(KitForm):
    """How somebody who joins a team wants to be called."""

    known_as = LineField(
        label=_("What should people call you?"),
        help_text=_("People and colleagues will see this name beside what you do. A first name is enough."),
        max_length=120,
        error_messages={"required": _("Please tell us what to call you.")},
    )
