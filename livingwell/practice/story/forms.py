"""What is asked when somebody writes in a story."""

from django import forms
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import KitForm, LineField, TickField, WordsField
from livingwell.practice.circle.entering import channel_field

#: For those who want a beginning; nobody has to use one.
PROMPTS = (
    _("What I would like people to know first"),
    _("A good day, and what makes it one"),
    _("What has been hard"),
    _("What got me through"),
    _("People and places that matter to me"),
    _("What I do not want to have to say again"),
    _("Where I would like to be a year from now"),
)

WORDS = 40_000


class EntryForm(KitForm):
    """A heading of one's own, and words. Room for two versions of the words, should they have to be made into one."""

    heading = LineField(
        label=_("A heading"), required=False, help_text=_("Anything you like. You can leave it out."), max_length=120
    )
    words = WordsField(
        label=_("Your words"),
        max_length=WORDS,
        error_messages={"required": _("There is nothing here yet. Write a few words, or go back.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)


class NewEntryForm(EntryForm):
    """A new entry; it can be kept for oneself from the start."""

    keep = TickField(
        label=_("Keep this one just for me"),
        help_text=_("Nobody else will see it, even if you share your story."),
    )


class EnteredEntryForm(NewEntryForm):
    """An entry somebody tells a worker."""

    field_order = ("channel", "heading", "words", "keep")
    channel = channel_field()
    keep = TickField(
        label=_("They want to keep this one to themselves"),
        help_text=_("Nobody else will see it, even if they share their story."),
    )
