"""Keeping what somebody types, as they type it: through a lost connection, a closed tab and a session that ran out.

The words go to the server every few seconds, into a row of their own (`Unsent`): what they change is nobody's until
the form is sent. While they cannot be sent they wait in the browser, sealed with a key that comes with each page and is
kept nowhere there: the next person at a shared computer finds nothing to read. The key is made from the writer's own
data key, so destroying that destroys what waits in browsers too. See `docs/adr/0026-unsent-words.md`.

Two windows never keep over each other: whoever keeps on top of an older version gets a row of their own.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core import signing
from django.http import HttpRequest

from livingwell.kit import clock
from livingwell.kit.ids import new_id, sent_id
from livingwell.kit.once import NOT_SAID
from livingwell.kit.secrets.keys import KeyDestroyed, key_to_write
from livingwell.kit.unsent.models import Unsent
from livingwell.kit.viewers import Viewer

#: The hidden fields of a form that is kept, and what a button says.
ROW, WINDOW = "unsent", "unsent_window"
NOT_TYPED = NOT_SAID | {ROW, WINDOW, "then"}
#: A form's words as JSON: a long text and its heading, twice over.
AT_MOST = 400_000
#: Rows of one form that are offered again; more than anybody has windows.
WINDOWS = 10
SALT = "unsent words"
WINDOW_NAME = re.compile(r"[\w-]{1,40}", re.ASCII)


@dataclass
class Keeping:
    """One form's unsent words, for its page. `typed` is what it opens with."""

    viewer: Viewer
    about: UUID
    form: str
    address: str
    row: Unsent | None = None
    others: list[Unsent] = field(default_factory=list)
    id: UUID = field(default_factory=new_id)
    #: Whether this is a form that came back: what stands in it was sent with it.
    posted: bool = False
    #: The browser's key, where the page has several forms and asked for it once.
    given: str | None = None

    @property
    def version(self) -> int:
        return self.row.version if self.row else 0

    @property
    def kept_at(self) -> datetime | None:
        return self.row.kept_at if self.row else None

    @property
    def typed(self) -> dict[str, Any]:
        """What the form begins with: each field's text, or its texts where there are several."""
        return first_values(self.row) if self.row else {}

    @property
    def slip(self) -> str:
        """What the browser hands back with the words: which form they are of, signed, so that it cannot be altered."""
        return signing.dumps([str(self.viewer.id), str(self.about), self.form, self.address], salt=SALT)

    @property
    def key(self) -> str:
        return browser_key_if_any(self.viewer.id) if self.given is None else self.given


def keeping(request: Any, form: str, *, about: UUID | None = None) -> Keeping:
    """The unsent words of `form` for a page: those kept last, or those that ``?unsent=`` names; none with ``?fresh``.

    `about` is whose words they are, where somebody types for another. Of a form that is sent it is the row it carries.
    """
    viewer: Viewer = request.viewer
    kept = Keeping(viewer, about or viewer.id, form, request.path)
    if request.method == "POST":
        kept.id, kept.posted = sent_id(request.POST.get(ROW)) or kept.id, True
        kept.row = rows_of(viewer).filter(pk=kept.id, form=form).first()
        return kept
    return _offered(kept, list(rows_of(viewer).filter(form=form)[:WINDOWS]), request)


def keepings(request: Any, forms: Collection[str]) -> dict[str, Keeping]:
    """The same for a page with several short forms, asked for once."""
    viewer: Viewer = request.viewer
    rows = list(rows_of(viewer).filter(form__in=list(forms))[: WINDOWS * len(forms)])
    key = browser_key_if_any(viewer.id)
    kept = {form: Keeping(viewer, viewer.id, form, request.path, given=key) for form in forms}
    return {form: _offered(one, [row for row in rows if row.form == form], request) for form, one in kept.items()}


def _offered(kept: Keeping, rows: list[Unsent], request: Any) -> Keeping:
    wanted = sent_id(request.GET.get("unsent"))
    if "fresh" not in request.GET:
        kept.row = next((row for row in rows if row.pk == wanted), rows[0] if rows else None)
    kept.others = [row for row in rows if row is not kept.row]
    kept.id = kept.row.pk if kept.row else kept.id
    return kept


def rows_of(viewer: Viewer) -> Any:
    """What `viewer` has typed and not sent yet, the latest first."""
    return Unsent.objects.filter(by_id=viewer.id, sent_at=None).order_by("-kept_at", "id")


def first_values(row: Unsent) -> dict[str, Any]:
    """What a row holds, as a form's initial values."""
    typed: dict[str, list[str]] = json.loads(row.typed or "{}")
    return {name: values[0] if len(values) == 1 else values for name, values in typed.items() if values} | _days(typed)


def _days(typed: dict[str, list[str]]) -> dict[str, Any]:
    """Days, which are typed into three boxes: each by its field's own name, as its boxes show it."""
    firsts = [name.removesuffix("_day") for name in typed if name.endswith("_day")]
    boxes = {one: [f"{one}_{part}" for part in ("day", "month", "year")] for one in firsts}
    return {one: [typed[box][0] for box in three] for one, three in boxes.items() if all(map(typed.get, three))}


def sent(request: HttpRequest) -> None:
    """The form was sent and its act done: its unsent words have served. What its window has still in hand is dropped
    when it comes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    pk, window = sent_id(request.POST.get(ROW)), named_window(request.POST.get(WINDOW, ""))
    if pk is None:
        return
    served: dict[str, Any] = {"typed": "", "window": window, "sent_at": clock.now()}
    row = Unsent.objects.filter(pk=pk, by_id=viewer.id).first()
    if row is not None:
        _save(row, served)
    elif window:
        Unsent.objects.bulk_create(
            [Unsent(pk=pk, by_id=viewer.id, about_id=viewer.id, form="", kept_at=clock.now(), **served)],
            ignore_conflicts=True,
        )


def named_window(said: str) -> str:
    """The name that a page gave itself (`unsent.js`); what is no such name is no window."""
    return said if WINDOW_NAME.fullmatch(said) else ""


@dataclass(frozen=True)
class Slip:
    """What a signed slip says."""

    by: UUID
    about: UUID
    form: str
    address: str


def read_slip(slip: str) -> Slip:
    """:raises django.core.signing.BadSignature: when it is not one of ours."""
    by, about, form, address = signing.loads(slip, salt=SALT)
    return Slip(UUID(by), UUID(about), form, address)


def keep(slip: Slip, *, pk: UUID, version: int, window: str, typed: str) -> Unsent:
    """Keep what is typed. Another window's words are never written over: then these get a row of their own, which is
    given back in place of the first."""
    now = clock.now()
    row = Unsent.objects.select_for_update().filter(pk=pk, by_id=slip.by).first()
    if row is not None and row.sent_at is not None and row.window == window:
        return row
    if row is not None and row.sent_at is None and (row.version == version or row.window == window):
        _save(row, {"typed": typed, "window": window, "kept_at": now, "version": row.version + 1})
        return row
    fresh = Unsent(
        pk=new_id() if row else pk,
        by_id=slip.by,
        about_id=slip.about,
        form=slip.form,
        address=slip.address,
        typed=typed,
        window=window,
        kept_at=now,
    )
    fresh.save(force_insert=True)
    return fresh


def throw_away(viewer: Viewer, pk: UUID) -> Unsent | None:
    """The person does not want these words any more. Gives the row that was there."""
    row: Unsent | None = Unsent.objects.filter(pk=pk, by_id=viewer.id).first()
    if row is not None:
        Unsent.objects.filter(pk=pk, by_id=viewer.id).delete()
    return row


def browser_key(owner: UUID) -> str:
    """The key under which words wait in a browser, in base64: made from the writer's data key, and never kept."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"words that wait in a browser").derive(key_to_write(owner))
    return base64.b64encode(derived).decode()


def _save(row: Unsent, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def browser_key_if_any(owner: UUID) -> str:
    """The same for a page, which opens without it where the person's key was destroyed: then nothing is kept."""
    try:
        return browser_key(owner)
    except KeyDestroyed:
        return ""
