"""One question a page. Each form is one question; it checks shape, and everything but a name and a way to be reached
may be left empty."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import (
    BirthYearField,
    ChoiceField,
    EmailField,
    KitForm,
    LineField,
    ManyChoiceField,
    NhsNumberField,
    PhoneField,
    TickField,
    WordsField,
)
from livingwell.people.models import SafeToContact

SAFE_HINTS = {
    str(SafeToContact.ONLY_THEM): _("We ring off if somebody else answers, and leave no message."),
}


class NameForm(KitForm):
    name = LineField(
        label=_("What would you like us to call you?"),
        help_text=_("A first name or a nickname is fine. It need not be the one on your papers."),
        max_length=120,
        error_messages={"required": _("Please give us a name to call you by. Any name you like.")},
    )


class _ReachForm(KitForm):
    """One way at least; a phone at a hub counts."""

    mark_optional = False
    none_given = _("Please give us one way to reach you. A phone at a hub or a friend’s number counts.")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(given.get(way) for way in ("phone", "email", "other")):
            raise ValidationError({"phone": self.none_given})
        return given


class ReachForm(_ReachForm):
    phone = PhoneField(label=_("A phone number"), required=False)
    email = EmailField(label=_("An email address"), required=False)
    other = WordsField(
        label=_("Or another way, in your own words"),
        help_text=_("A letter to an address, a phone at a hub, a friend who takes messages."),
        max_length=1000,
        required=False,
    )


class TheirReachForm(_ReachForm):
    none_given = _("Please give us one way to reach them. A place they often are counts.")
    phone = PhoneField(label=_("Their phone number"), required=False)
    email = EmailField(label=_("Their email address"), required=False)
    other = WordsField(
        label=_("Or another way"),
        help_text=_("Their address, a phone at a hub, a place they often are."),
        max_length=1000,
        required=False,
    )


class SafeForm(KitForm):
    message = ChoiceField(
        label=_("If we ring, is it safe to leave a message?"),
        choices=[choice for choice in SafeToContact.choices if choice[0] != SafeToContact.UNSAID],
        hints=SAFE_HINTS,
        required=False,
    )
    write = ChoiceField(
        label=_("Is it safe to write to you there?"),
        help_text=_("Messages and envelopes never say what they are about."),
        choices=[(SafeToContact.YES.value, SafeToContact.YES.label), (SafeToContact.NO.value, SafeToContact.NO.label)],
        required=False,
    )


class HappeningForm(KitForm):
    words = WordsField(
        label=_("What is happening for you just now?"),
        help_text=_("As much or as little as you like. A few words are enough."),
        required=False,
    )


class HelpForm(KitForm):
    words = WordsField(
        label=_("What would help?"),
        help_text=_("Somebody to talk to, help with a letter, getting out more. You need not know yet."),
        required=False,
    )


class WellForm(KitForm):
    words = WordsField(
        label=_("What is going well, or keeps you going?"),
        help_text=_("People, a pet, a place, something you are good at. Small things count."),
        required=False,
    )


class MeetForm(KitForm):
    ways = ManyChoiceField(
        label=_("How and where would you like to meet?"),
        help_text=_("Tick any that would be all right."),
        choices=[
            ("hub", _("At a hub near me")),
            ("walk", _("On a walk")),
            ("cafe", _("In a café or somewhere public")),
            ("home", _("At my home")),
            ("phone", _("By phone")),
            ("video", _("By video")),
        ],
        required=False,
    )
    words = WordsField(
        label=_("Anything else about when, where or with whom?"),
        help_text=_("Days and times that suit, bringing a friend, a woman or a man to talk to."),
        max_length=2000,
        required=False,
    )


class NeedsForm(KitForm):
    words = WordsField(
        label=_("What would make it easier for you?"),
        help_text=_("Your language, an interpreter, signing, large print, steps, noise, time to think."),
        max_length=2000,
        required=False,
    )


class ToldForm(KitForm):
    words = WordsField(
        label=_("Is there anybody we may talk to about this, or must not?"),
        help_text=_("A partner, your GP, a key worker. We ask you first in any case, unless a life is in danger."),
        max_length=2000,
        required=False,
    )


class AboutForm(KitForm):
    birth_year = BirthYearField(label=_("The year you were born"), required=False)
    postcode = LineField(
        label=_("Your postcode, or the first half of it"),
        help_text=_("It tells us which team is nearest."),
        max_length=10,
        required=False,
    )
    nhs_number = NhsNumberField(label=_("Your NHS number, if you have it to hand"), required=False)


class TheirAboutForm(KitForm):
    birth_year = BirthYearField(label=_("The year they were born"), required=False)
    postcode = LineField(
        label=_("Their postcode, or the first half of it"),
        help_text=_("It tells us which team is nearest."),
        max_length=10,
        required=False,
    )
    nhs_number = NhsNumberField(label=_("Their NHS number, if you have it"), required=False)


class YoungForm(KitForm):
    use = ChoiceField(
        label=_("Shall we use the phone or address you gave?"),
        choices=[
            ("mine", _("Yes. It is mine, and nobody else looks at it")),
            ("shared", _("Yes, though others may see it. I am all right with that")),
            ("no", _("No. I will come to you, or come back here with my words")),
        ],
        required=False,
    )


class TeamForm(KitForm):
    story = TickField(label=_("Let the team read My Story, once I begin one"))
    plan = TickField(label=_("Let the team read My Plan, once I begin one"))
    months = ChoiceField(
        label=_("If you tick one: until when?"),
        initial="3",
        choices=[("3", _("For three months")), ("6", _("For six months")), ("12", _("For a year"))],
        required=False,
    )
    not_them = WordsField(
        label=_("Is there somebody in the team you would rather not have near this?"),
        help_text=_(
            "A neighbour or a relative, say. Name them and leave out what they must not read: everybody in the team "
            "can open these pages, and you can see who has."
        ),
        max_length=500,
        required=False,
    )


class YouForm(KitForm):
    name = LineField(
        label=_("What is your name?"),
        max_length=120,
        error_messages={"required": _("Please give us your name.")},
    )
    who = LineField(
        label=_("Who are you to them?"),
        help_text=_("Their sister, a friend, a neighbour."),
        required=False,
    )


class YouAtWorkForm(YouForm):
    who = LineField(label=_("Your work, and where"), help_text=_("GP at Mill Lane, housing officer."), required=False)


class YourReachForm(_ReachForm):
    none_given = _("Please give us one way to reach you.")
    phone = PhoneField(label=_("Your phone number"), required=False)
    email = EmailField(label=_("Your email address"), required=False)
    other = WordsField(label=_("Or another way"), max_length=1000, required=False)


class KnowForm(KitForm):
    know = ChoiceField(
        label=_("Do they know that you are asking?"),
        choices=[
            ("yes", _("Yes, and they want it")),
            ("yes_unsure", _("Yes, and they are not sure")),
            ("no", _("No, not yet")),
        ],
        hints={"no": _("Asking them first is kindest, if you can. You can stop here and come back with your words.")},
        required=False,
    )


class SafeToContactForm(KitForm):
    contact = ChoiceField(
        label=_("Is it safe for us to contact them?"),
        choices=[
            ("yes", _("Yes")),
            ("care", _("Only with care")),
            ("no", _("No, please talk to me first")),
        ],
        required=False,
    )
    how = WordsField(
        label=_("What should we know before we do?"),
        help_text=_("Who else may pick up the phone or see a letter."),
        max_length=2000,
        required=False,
    )
    telling = ChoiceField(
        label=_("We tell people who introduced them, and what was said. Is that safe?"),
        choices=[("open", _("Yes, you can tell them")), ("not_safe", _("No, it would not be safe"))],
        required=False,
    )


class TheirNameForm(KitForm):
    name = LineField(
        label=_("What are they called?"),
        help_text=_("The name they like to go by."),
        max_length=120,
        error_messages={"required": _("Please give us a name to call them by.")},
    )


class HappenedForm(KitForm):
    words = WordsField(
        label=_("What has been happening?"),
        help_text=_("Write it as you would say it with them in the room. They can read it, unless that is not safe."),
        required=False,
    )


class WouldHelpForm(KitForm):
    words = WordsField(
        label=_("What would help them, as far as you know?"),
        help_text=_("And what are they good at? What keeps them going?"),
        required=False,
    )


class MoreForm(KitForm):
    words = WordsField(
        label=_("What would you like to add?"),
        error_messages={"required": _("Please write a few words, or go back.")},
    )


class CodeForm(KitForm):
    code = LineField(
        label=_("Your returning words"),
        help_text=_("Four words and a number, such as: river apple lamp song 42"),
        error_messages={"required": _("Please type the four words and the number.")},
    )
