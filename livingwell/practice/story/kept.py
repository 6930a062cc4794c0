"""What the story brings to a copy of everything: its pictures and its sound."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from livingwell.kit.viewers import Viewer
from livingwell.practice.keeping.gathering import File, brings_files
from livingwell.practice.story.models import ENDINGS, Enclosure
from livingwell.practice.story.reads import bytes_of


@brings_files
def pictures_and_sounds(person_id: UUID, viewer: Viewer) -> Iterable[File]:
    """Each of them, those taken out too: they are kept, so they are the person's to have."""
    rows = Enclosure.objects.visible_to(viewer).filter(person_id=person_id).order_by("added_at", "pk")
    for nth, one in enumerate(rows, start=1):
        name = f"{one.kind} {nth}.{ENDINGS[one.media_type]}"
        yield File(one.pk, name, one.media_type, one.words, one.size, partial(bytes_of, one))
