"""What is asked when somebody lets another in, asks them into their circle, or opens what was not shared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, KitForm, LineField, ManyChoiceField, WordsField
from livingwell.practice.circle.entering import channel_field
from livingwell.practice.circle.known import Known
from livingwell.practice.circle.models import Part, Understood


class HowLong(models.TextChoices):
    """Plain choices of an end; every share has one."""

    WEEK = "7", _("A week")
    MONTH = "30", _("A month")
    QUARTER = "91", _("Three months")
    HALF = "182", _("Six months")
    YEAR = "365", _("A year")


class ShareForm(KitForm):
    """Who, what, until when."""

    to = ChoiceField(label=_("Who would you like to let in?"), choices=())
    what = ManyChoiceField(label=_("What may they see?"), choices=Part.choices)
    how_long = ChoiceField(
        label=_("For how long?"),
        choices=HowLong.choices,
        initial=HowLong.QUARTER,
        help_text=_("It ends by itself. You can end it any time before."),
    )

    def __init__(self, *args: Any, known: list[Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.value: one for one in known}
        field: Any = self.fields["to"]
        field.choices = [(one.value, one.name) for one in known]
        field.widget.hints = {one.value: one.about for one in known}

    @property
    def chosen(self) -> Known:
        return self.known[self.cleaned_data["to"]]

    @property
    def parts(self) -> list[Part]:
        return [Part(what) for what in self.cleaned_data["what"]]

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=int(self.cleaned_data["how_long"]))


class EnteredShareForm(ShareForm):
    """The same, said to a worker."""

    field_order = ("channel", "to", "what", "how_long")
    channel = channel_field()
    to = ChoiceField(label=_("Who would they like to let in?"), choices=())


class InviteForm(KitForm):
    """Whom the code is for, as the person calls them."""

    named_as = LineField(
        label=_("What do you call them?"),
        help_text=_("Mum, Sam from the allotment: whatever you say. They do not see this."),
        max_length=120,
        error_messages={"required": _("Please give a name, so that you know whom you let in.")},
    )


class EnteredInviteForm(InviteForm):
    """The same, said to a worker."""

    field_order = ("channel", "named_as")
    channel = channel_field()
    named_as = LineField(
        label=_("What do they call them?"),
        max_length=120,
        error_messages={"required": _("Please give a name, so that they know whom they let in.")},
    )


class CodeForm(KitForm):
    """A code somebody was given in hand."""

    code = LineField(
        label=_("The words you were given"),
        help_text=_("Like: river apple lamp song 42. Capitals and spaces do not matter."),
        error_messages={"required": _("Please type the words from the slip.")},
    )


class TellTeamForm(KitForm):
    """What somebody in the circle tells the team."""

    words = WordsField(
        label=_("What would you like the team to know?"),
        max_length=4000,
        error_messages={"required": _("There is nothing here yet. Write a few words, or go back.")},
    )


class TalkedForm(KitForm):
    """What came of talking one decision through with a young person. Nothing is ticked beforehand."""

    theirs = WordsField(
        label=_("What did they say it means to them?"),
        help_text=_("In their own words, as far as you can."),
        max_length=4000,
        required=False,
    )
    ours = WordsField(
        label=_("How do you know?"),
        help_text=_(
            "What you talked about: what will be seen, by whom and until when; what may come of it; that they can end"
            " it at any time; whether anybody presses them. Who else was there."
        ),
        max_length=4000,
        error_messages={"required": _("Please say how you know. They can read this.")},
    )
    answer = ChoiceField(label=_("What came of it?"), choices=Understood.choices)


class OpenForm(KitForm):
    """Opening what was not shared. The reason is never empty: the person and the privacy lead read it."""

    what = ChoiceField(
        label=_("What do you need to open?"),
        choices=[
            (Part.STORY, _("Their story")),
            (Part.PLAN, _("Their plan")),
            (Part.STAYING_SAFE, _("What they wrote on staying safe")),
        ],
    )
    reason = WordsField(
        label=_("Why do you fear for a life?"),
        help_text=_("The person and the privacy lead will read this."),
        max_length=4000,
        error_messages={"required": _("Please say why. Nothing opens without a reason.")},
    )


class ChannelForm(KitForm):
    """How somebody said what is being done for them."""

    channel = channel_field()
