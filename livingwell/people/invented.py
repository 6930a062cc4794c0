"""The mark of an invented database: asked here, and set only by the owner of an embedded one."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from livingwell.kit.record.models import InventedMark
from livingwell.people.models import Place


class NotInvented(RuntimeError):
    """This database may hold real people's words: nothing is filled, simulated or pretended in it."""


def is_invented() -> bool:
    """Whether everything in this database is invented."""
    return InventedMark.objects.exists()


def mark_as_invented() -> None:
    """Mark an empty embedded database, as its owner.

    :raises NotInvented: with somebody's own database, or one in which a place has been opened unmarked.
    """
    if settings.REAL:
        raise NotInvented("with DATABASE_URL set nothing is ever filled")
    if is_invented():
        return
    if Place.objects.exists():
        raise NotInvented("a place has been opened here that is not marked as invented")
    InventedMark.objects.using("owner").create(marked_at=timezone.now())


def must_be_invented() -> None:
    """Refuse to go on where the mark is missing."""
    if settings.REAL or not is_invented():
        raise NotInvented("only an invented place is filled or simulated: make an empty LIVINGWELL_HOME for it")


def refuse_invented_data_for_real() -> None:
    """Production settings do not serve invented data: somebody would take it for real, or sign in as the cast."""
    if settings.REAL and is_invented():
        raise ImproperlyConfigured("this database is marked as invented and cannot serve a real place")
