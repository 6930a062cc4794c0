"""The desk's form: everything on one page, for whoever has somebody on the phone or a piece of paper in hand."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import (
    BirthYearField,
    ChoiceField,
    EmailField,
    KitForm,
    LineField,
    NhsNumberField,
    PhoneField,
    Select,
    TickField,
    WordsField,
)
from livingwell.people.models import SafeToContact
from livingwell.practice.frontdoor.models import Channel, ForWhom, Telling

#: Which answer each field of the desk's form belongs to: field → (question, name in that question's form).
ANSWERS: dict[str, tuple[str, str]] = {
    "name": ("name", "name"),
    "phone": ("reach", "phone"),
    "email": ("reach", "email"),
    "other": ("reach", "other"),
    "message": ("safe", "message"),
    "write": ("safe", "write"),
    "happening": ("happening", "words"),
    "would_help": ("help", "words"),
    "well": ("well", "words"),
    "meet": ("meet", "words"),
    "needs": ("needs", "words"),
    "told": ("told", "words"),
    "birth_year": ("about", "birth_year"),
    "postcode": ("about", "postcode"),
    "nhs_number": ("about", "nhs_number"),
}
#: The same for what somebody says about somebody else.
ANSWERS_FOR_ANOTHER: dict[str, tuple[str, str]] = {
    "name": ("name", "name"),
    "phone": ("reach", "phone"),
    "email": ("reach", "email"),
    "other": ("reach", "other"),
    "happening": ("happened", "words"),
    "would_help": ("would_help", "words"),
    "birth_year": ("about", "birth_year"),
    "postcode": ("about", "postcode"),
    "nhs_number": ("about", "nhs_number"),
    "by_name": ("you", "name"),
    "by_who": ("you", "who"),
    "by_reach": ("your_reach", "other"),
    "know": ("know", "know"),
    "contact": ("contact", "contact"),
    "telling": ("contact", "telling"),
}
NOT_SAID = ("", _("Not said"))


class DeskForm(KitForm):
    """Ask only what comes up. A name and a way to reach them are all it takes."""

    mark_optional: ClassVar[bool] = False

    channel = ChoiceField(
        label=_("How is it coming to you?"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.ONLINE],
    )
    for_whom = ChoiceField(
        label=_("Who is speaking?"),
        choices=[
            (ForWhom.ME, _("The person themselves")),
            (ForWhom.SOMEONE_I_KNOW, _("Family, a friend, a neighbour")),
            (ForWhom.SOMEONE_I_WORK_WITH, _("Somebody who works with them")),
        ],
        initial=ForWhom.ME,
    )
    name = LineField(
        label=_("A name to call them by"),
        max_length=120,
        error_messages={"required": _("Please give a name to call them by.")},
    )
    phone = PhoneField(label=_("Phone"), required=False)
    email = EmailField(label=_("Email"), required=False)
    other = LineField(label=_("Another way to reach them"), max_length=1000, required=False)
    message = ChoiceField(
        label=_("Safe to leave a message?"),
        choices=[NOT_SAID, *[each for each in SafeToContact.choices if each[0] != SafeToContact.UNSAID]],
        widget=Select(),
        required=False,
    )
    write = ChoiceField(
        label=_("Safe to write?"),
        choices=[NOT_SAID, (SafeToContact.YES, _("Yes")), (SafeToContact.NO, _("No"))],
        widget=Select(),
        required=False,
    )
    happening = WordsField(label=_("What is happening, in their words"), required=False)
    would_help = WordsField(label=_("What would help"), required=False)
    well = WordsField(label=_("What is going well"), required=False)
    meet = WordsField(label=_("How and where to meet"), max_length=2000, required=False)
    needs = WordsField(label=_("Access and language"), max_length=2000, required=False)
    told = WordsField(label=_("Who may be told"), max_length=2000, required=False)
    birth_year = BirthYearField(label=_("Year of birth"), required=False)
    postcode = LineField(label=_("Postcode"), max_length=10, required=False)
    nhs_number = NhsNumberField(label=_("NHS number"), required=False)
    by_name = LineField(label=_("Who is speaking: their name"), max_length=120, required=False)
    by_who = LineField(label=_("Who they are to the person"), required=False)
    by_reach = LineField(label=_("How to reach them"), max_length=1000, required=False)
    know = ChoiceField(
        label=_("Does the person know?"),
        choices=[NOT_SAID, ("yes", _("Yes, and they want it")), ("yes_unsure", _("Yes, not sure")), ("no", _("No"))],
        widget=Select(),
        required=False,
    )
    contact = ChoiceField(
        label=_("Safe to contact the person?"),
        choices=[NOT_SAID, ("yes", _("Yes")), ("care", _("Only with care")), ("no", _("No, talk to the caller first"))],
        widget=Select(),
        required=False,
    )
    telling = ChoiceField(
        label=_("May the person be told who it was, and what was said?"),
        choices=[NOT_SAID, (Telling.OPEN, _("Yes")), (Telling.NOT_SAFE, _("No, it would not be safe"))],
        widget=Select(),
        required=False,
    )
    talk_today = TickField(label=_("They may not be safe now: somebody talks with them today"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        ways = ("phone", "email", "other")
        if not any(given.get(way) for way in ways) and not any(way in self.errors for way in ways):
            raise ValidationError({"phone": _("Please give one way to reach them. A phone at a hub counts.")})
        if given.get("for_whom") not in ("", None, ForWhom.ME) and not given.get("by_name"):
            raise ValidationError({"by_name": _("Please give the name of whoever is speaking.")})
        return given

    def answers(self) -> dict[str, dict[str, Any]]:
        """What was written down, as the questions a person answers themselves would hold it."""
        given = self.cleaned_data
        which = ANSWERS if given["for_whom"] == ForWhom.ME else ANSWERS_FOR_ANOTHER
        found: dict[str, dict[str, Any]] = {}
        for field, (question, name) in which.items():
            if given.get(field) not in ("", None):
                found.setdefault(question, {})[name] = given[field]
        return found
