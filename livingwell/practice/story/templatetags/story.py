"""What goes with an entry, for its template."""

from collections.abc import Mapping
from uuid import UUID

from django import template

from livingwell.practice.story.models import Enclosure, Entry

register = template.Library()


@register.filter
def of(enclosed: Mapping[UUID, list[Enclosure]] | None, entry: Entry) -> list[Enclosure]:
    """`{% for one in enclosed|of:entry %}`: the pictures and sounds of an entry, out of those fetched for the page."""
    return (enclosed or {}).get(entry.pk, [])
