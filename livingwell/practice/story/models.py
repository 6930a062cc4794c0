"""What exists: a person's story, its entries with their pictures and sounds, and how each was worded before."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.ids import new_id
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.secrets.fields import SealedBytesField, SealedTextField
from livingwell.kit.state import who_and_when
from livingwell.people.models import BegunOnce, Person, Place


class Story(BegunOnce):
    """One person's story. It begins once and goes on for as long as they like."""

    part = "story"

    class Meta(BegunOnce.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["person"], name="story_one_a_person")]


class Entry(Guarded):
    """A piece of a story, under a heading the person chooses. Until it is finished it is a draft, theirs alone."""

    part = "story"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    story = models.ForeignKey(Story, models.PROTECT, related_name="+")
    heading = SealedTextField()
    words = SealedTextField()
    #: Counts the times it was changed: who saves on top of an older one is told, and loses nothing.
    version = models.PositiveIntegerField(default=1)
    #: The entry these words were meant for, where it had been changed meanwhile in another window.
    beside = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    #: Who typed it: the person, or somebody they told it to, by `channel`.
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    channel = models.CharField(max_length=20, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    #: Kept for themselves alone: no share and no opening shows it.
    kept_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("changed", model="entry"),
            who_and_when("finished", model="entry"),
            who_and_when("kept", model="entry"),
            who_and_when("taken_back", model="entry"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "written_at"], name="entry_of")]


class Wording(Guarded):
    """How an entry was worded before somebody changed it. It is kept as it was, and can be put back."""

    part = "story"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    #: The entry's `version` while it was worded so.
    version = models.PositiveIntegerField()
    heading = SealedTextField()
    words = SealedTextField()
    #: When these words were saved.
    saved_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "version"], name="wording_once_a_version"),
        ]


class EnclosureKind(models.TextChoices):
    """What goes with the words of an entry."""

    PICTURE = "picture", _("Picture")
    SOUND = "sound", _("Sound")


class MediaType(models.TextChoices):
    """What we say a file is, whatever it came as."""

    JPEG = "image/jpeg"
    WEBM = "audio/webm"
    OGG = "audio/ogg"
    MP4 = "audio/mp4"
    MP3 = "audio/mpeg"
    WAV = "audio/wav"
    FLAC = "audio/flac"


#: How a file of each kind is called.
ENDINGS = {
    "image/jpeg": "jpg", "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/mpeg": "mp3",
    "audio/wav": "wav", "audio/flac": "flac",
}  # fmt: skip


class Enclosure(Guarded):
    """A picture or a sound that goes with an entry, and is seen by whoever sees the entry. Its bytes are in slices."""

    part = "story"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=EnclosureKind)
    media_type = models.CharField(max_length=20, choices=MediaType)
    size = models.PositiveIntegerField()
    #: Of a picture, so that the page does not jump when it comes.
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    #: What the picture shows, or what is said in the sound, for whoever cannot see or hear it. May be empty.
    words = SealedTextField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_by_name = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    channel = models.CharField(max_length=20, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints: ClassVar = [
            who_and_when("changed", model="enclosure"),
            who_and_when("taken_out", model="enclosure"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["entry", "added_at"], name="enclosure_of_entry"),
            models.Index(fields=["person", "added_at"], name="enclosure_of"),
        ]


class EnclosureSlice(models.Model):
    """A slice of a picture or a sound, sealed by itself, so that a part can be played without opening the whole."""

    SIZE: ClassVar[int] = 256 * 1024

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    enclosure = models.ForeignKey(Enclosure, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = SealedBytesField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["enclosure", "number"], name="slice_once_a_number")]
