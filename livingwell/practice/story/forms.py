"""What is asked when somebody writes in a story."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.kit.files.pictures import NotAPicture, Picture, clean_picture
from livingwell.kit.files.sounds import NotASound, Sound, clean_sound
from livingwell.kit.files.taking import Taken
from livingwell.kit.forms import KitForm, LineField, TickField, WordsField
from livingwell.kit.forms.widgets import Words
from livingwell.practice.circle.entering import channel_field

A_GOOD_DAY = _("A good day, and what makes it one")
WHAT_HAS_BEEN_HARD = _("What has been hard")
WHAT_GOT_ME_THROUGH = _("What got me through")
PEOPLE_THAT_MATTER = _("People and places that matter to me")
#: For those who want a beginning; nobody has to use one.
PROMPTS = (
    _("What I would like people to know first"),
    A_GOOD_DAY,
    WHAT_HAS_BEEN_HARD,
    WHAT_GOT_ME_THROUGH,
    PEOPLE_THAT_MATTER,
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


TOO_BIG = _("This is bigger than 25 MB. Please choose a smaller one, or record it in two parts.")


class File(forms.ClearableFileInput):
    """A file to choose; on a telephone also one to take or record now."""

    template_name = "kit/forms/input.html"

    def format_value(self, value: object) -> None:
        return None


class PictureField(forms.FileField):
    """A picture, known by what is in it. Gives it drawn anew (`kit.files.pictures`)."""

    widget = File(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,image/avif"})
    default_error_messages = {
        "required": _("Please choose a picture."),
        "empty": _("There is nothing in this file. Please choose another."),
        "wrong": _("This is no picture that we can show. Please choose a photo: JPEG, PNG, WebP, GIF or AVIF."),
    }

    def clean(self, data: object, initial: object = None) -> Picture | None:
        if getattr(data, "too_big", False):
            raise ValidationError(TOO_BIG, code="too_big")
        file: Taken | None = super().clean(data, initial)
        if file is None:
            return None
        try:
            return clean_picture(file.whole())
        except NotAPicture as error:
            raise ValidationError(self.error_messages["wrong"], code="wrong") from error


class SoundField(forms.FileField):
    """A recording, known by what is in it. Gives it rid of its notes (`kit.files.sounds`)."""

    widget = File(attrs={"accept": "audio/*"})
    default_error_messages = {
        "required": _("Please record something, or choose a recording."),
        "empty": _("There is nothing in this file. Please choose another."),
        "wrong": _("This is no sound that we can play. Please choose a recording: MP3, M4A, Ogg, WebM, WAV or FLAC."),
    }

    def clean(self, data: object, initial: object = None) -> Sound | None:
        if getattr(data, "too_big", False):
            raise ValidationError(TOO_BIG, code="too_big")
        file: Taken | None = super().clean(data, initial)
        if file is None:
            return None
        try:
            return clean_sound(file.whole())
        except NotASound as error:
            raise ValidationError(self.error_messages["wrong"], code="wrong") from error


class PictureForm(KitForm):
    """A picture for an entry, and what it shows."""

    file = PictureField(label=_("Choose a picture"), help_text=_("We take out where and when it was taken."))
    words = WordsField(
        label=_("What does it show?"),
        help_text=_("For people who cannot see it."),
        required=False,
        max_length=2000,
        widget=Words(attrs={"rows": 2}),
    )


class SoundForm(KitForm):
    """A recording for an entry, and what is said in it."""

    file = SoundField(label=_("Choose a recording"), help_text=_("Up to 25 MB: about an hour of talking."))
    words = WordsField(
        label=_("What is said in it?"),
        help_text=_("In a few words or all of them, for people who cannot hear it."),
        required=False,
        max_length=WORDS,
        widget=Words(attrs={"rows": 3}),
    )


class _WithAnEntry(KitForm):
    heading = LineField(
        label=_("A heading"), required=False, help_text=_("Anything you like. You can leave it out."), max_length=120
    )
    keep = TickField(
        label=_("Keep this one just for me"),
        help_text=_("Nobody else will see it, even if you share your story."),
    )


class NewPictureForm(PictureForm, _WithAnEntry):
    """An entry that begins with a picture."""

    field_order = ("file", "heading", "words", "keep")


class NewSoundForm(SoundForm, _WithAnEntry):
    """An entry that is spoken."""

    field_order = ("file", "heading", "words", "keep")


class DescriptionForm(KitForm):
    """What a picture shows, or what is said in a sound."""

    words = WordsField(label="", required=False, max_length=WORDS, widget=Words(attrs={"rows": 4}))
