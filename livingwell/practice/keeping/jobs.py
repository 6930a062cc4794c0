"""What this room does by itself: makes copies, piece by piece, and throws them away after a day; finds what has passed
its keeping time; and destroys what two people agreed to, a week later."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.acts import Refused
from livingwell.kit.sending import send_email
from livingwell.kit.viewers import Viewer
from livingwell.kit.work import job
from livingwell.people.models import Account, Person, Place, Role, RoleKind
from livingwell.practice.keeping.actions import destroy_words, find_destruction, throw_copy_away
from livingwell.practice.keeping.actions.copies import THROWING_AWAY
from livingwell.practice.keeping.actions.destroying import DESTROYING, FINDING
from livingwell.practice.keeping.exported import export
from livingwell.practice.keeping.finding import kept_long_enough
from livingwell.practice.keeping.gathering import File, everything_of, files_of
from livingwell.practice.keeping.models import WAITS, Destruction, Request, WholeCopy
from livingwell.practice.keeping.reading import as_html, as_json
from livingwell.practice.keeping.zipping import add

logger = logging.getLogger(__name__)

#: A copy can be fetched this long; one that never became whole is given twice that.
LASTS = timedelta(days=1)
#: Files are added until a piece holds this much, so that no piece takes long and the bar moves.
PIECE = 8 * 1024 * 1024


@job("make_copy", errand="a copy of everything is made")
def make_copy(*, copy: str) -> None:
    """Make the next piece: the words first, then files, some at a time. Each piece is committed before the next."""
    row: WholeCopy | None = WholeCopy.unguarded.select_for_update().filter(pk=copy, gone_at=None, ready_at=None).first()
    if row is None:
        return
    person: Person = Person.unguarded.get(pk=row.person_id)
    #: As the person themselves: row security hands over what they may read, and nothing else.
    viewer = Viewer(id=person.pk, name=person.name, place_id=person.place_id)
    if row.pieces == 0:
        _words(row, person, viewer)
    else:
        _files(row, viewer)
    if row.pieces_done == row.pieces:
        row.ready_at = clock.now()
        row.so_far = ""
    row.save()
    if row.ready_at is None:
        make_copy.defer(copy=copy)


def _words(row: WholeCopy, person: Person, viewer: Viewer) -> None:
    with speaking(viewer):
        files = files_of(person.pk, viewer)
        found = everything_of(person, viewer)
        pages = [(_("read me first.html"), as_html(person, found, files)), ("everything.json", as_json(person, found))]
    waiting: list[list[str]] = []
    held = PIECE
    for file in files:
        if held + file.size > PIECE:
            waiting.append([])
            held = 0
        waiting[-1].append(str(file.id))
        held += file.size
    row.pieces = 1 + len(waiting)
    _add(row, [(name, text.encode()) for name, text in pages], [], waiting)


def _files(row: WholeCopy, viewer: Viewer) -> None:
    so_far: dict[str, Any] = json.loads(row.so_far)
    wanted, *waiting = so_far["waiting"]
    with speaking(viewer):
        by_id: dict[UUID, File] = {file.id: file for file in files_of(row.person_id, viewer)}
        found = [by_id[UUID(one)] for one in wanted if UUID(one) in by_id]
        contents = [(file.name, file.read()) for file in found]
    _add(row, contents, so_far["entries"], waiting)


def _add(row: WholeCopy, contents: list[tuple[str, bytes]], before: list[list[Any]], waiting: list[list[str]]) -> None:
    entries = add(row, contents, before, last=not waiting)
    row.so_far = json.dumps({"entries": entries, "waiting": waiting})
    row.pieces_done += 1


@job("throw_old_copies_away", errand=THROWING_AWAY.why, every="11 * * * *")
def throw_old_copies_away() -> None:
    """Every hour: what was ready for a day, or never became ready, goes."""
    old = clock.now() - LASTS
    for copy in WholeCopy.unguarded.filter(Q(ready_at__lt=old) | Q(asked_at__lt=old - LASTS), gone_at=None):
        throw_copy_away(copy, by=THROWING_AWAY)


@job("tell_privacy_lead_of_request", errand="a privacy lead is told of a request")
def tell_privacy_lead_of_request(*, request: str) -> None:
    """Write to every privacy lead of the place that a request came. Whose and for what stands on the page alone."""
    asked: Request | None = Request.unguarded.select_related("place").filter(pk=request).first()
    if asked is not None:
        words = _("A request in %(place)s waits for you. It has a month. Please sign in.")
        _write_to_leads(asked.place, (RoleKind.PRIVACY_LEAD,), words)


@job("tell_who_agrees", errand="whoever can agree to destroy is told")
def tell_who_agrees(*, row: str) -> None:
    """Write to whoever else answers for it that a second name is asked for."""
    found: Destruction | None = Destruction.unguarded.select_related("place").filter(pk=row).first()
    if found is not None and found.stands and found.agreed_at is None:
        words = _("A second name is asked for in %(place)s. Please sign in.")
        both = (RoleKind.PRIVACY_LEAD, RoleKind.PLACE_LEAD)
        _write_to_leads(found.place, both, words, but=found.proposed_by_id)


def _write_to_leads(place: Place, kinds: tuple[RoleKind, ...], words: str, *, but: UUID | None = None) -> None:
    leads = Role.objects.filter(place_id=place.pk, kind__in=kinds, ended_at=None)
    if but is not None:
        leads = leads.exclude(person_id=but)
    for account in Account.objects.filter(person_id__in=leads.values("person_id"), closed_at=None).exclude(email=""):
        send_email(to=account.email, subject=_("Please sign in"), body=words % {"place": place.name})


def put_on_the_list(place: Place) -> int:
    """Whose keeping time has passed comes onto the privacy lead's list. Gives how many came."""
    with speaking(FINDING):
        found = kept_long_enough(place)
    for one in found:
        find_destruction(one.person, what=one.what, last_met=one.last_met, by=FINDING)
    return len(found)


@job("find_what_has_passed_its_time", errand=FINDING.why, every="23 3 * * *")
def find_what_has_passed_its_time() -> None:
    """Every night: lives whose keeping time has passed come onto the list, and the privacy lead is told that there are
    some. Nothing is destroyed by this."""
    for place in Place.objects.all():
        if put_on_the_list(place):
            words = _("Keeping times have passed in %(place)s. Somebody has to say what goes. Please sign in.")
            _write_to_leads(place, (RoleKind.PRIVACY_LEAD,), words)


@job("destroy_what_two_agreed_to", errand=DESTROYING.why, every="41 * * * *")
def destroy_what_two_agreed_to() -> None:
    """Every hour: what has waited its week. Each stands by itself: what the database refuses stays as it is, and the
    others go on. What was destroyed before is exported, where that has not been done."""
    export()
    due = Destruction.unguarded.filter(
        agreed_at__lte=clock.now() - WAITS, done_at=None, taken_back_at=None, stopped_at=None
    )
    for row in due.order_by("agreed_at")[:100]:
        try:
            destroy_words(row, by=DESTROYING)
        except Refused as refused:
            logger.warning("a destruction waits: %s", refused.constraint)


@job("export_destroyed", errand=DESTROYING.why)
def export_destroyed() -> None:
    """Once it is done, it is said outside the database."""
    export()
