"""Guarded rows: a manager that refuses every question asked without saying who is looking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Case, Value, When

from livingwell.kit.database.as_written import AsWritten
from livingwell.kit.ids import new_id
from livingwell.kit.permission import showing
from livingwell.kit.permission.asking import answers_yes
from livingwell.kit.permission.rules import MustSayWho, rule_for
from livingwell.kit.viewers import Viewer

Row = TypeVar("Row", bound="Guarded")


class GuardedQuerySet(models.QuerySet[Row]):
    """Rows that `viewer` may read. What is fetched is noted, so that no page can show it without a look."""

    viewer: Viewer | None = None
    unseen = False

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone.viewer, clone.unseen = self.viewer, self.unseen
        return clone  # type: ignore[no-any-return]

    def may(self, *acts: str) -> Self:
        """Add ``may_<act>`` to each row, true where the viewer may do it."""
        if self.viewer is None:
            raise MustSayWho(self.model.__name__)
        answers = {
            f"may_{act}": Case(When(rule_for(self.model, act).q(self.viewer), then=Value(True)), default=Value(False))
            for act in acts
        }
        return self.annotate(**answers)

    def with_reason(self) -> Self:
        """Add ``let_in_by`` to each row: the sentence of the rule by which the viewer may read it."""
        if self.viewer is None:
            raise MustSayWho(self.model.__name__)
        return self.annotate(let_in_by=rule_for(self.model, "read").reason(self.viewer))

    def not_shown(self, why: str) -> Self:
        """Rows fetched to decide something, which no page shows; `why` is for the reader of the code."""
        if not why:
            raise ValueError("say why these rows are fetched and not shown")
        clone = self._clone()
        clone.unseen = True
        return clone

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and not self.unseen and self.viewer is not None:
            for row in self._result_cache or ():
                self._note(row)

    def iterator(self, chunk_size: int | None = None) -> Iterator[Row]:
        for row in super().iterator(chunk_size):
            if not self.unseen:
                self._note(row)
            yield row

    def _note(self, row: Any) -> None:
        if not isinstance(row, Guarded):
            raise MustSayWho(f"values of {self.model.__name__} say nothing about whose they are: use not_shown()")
        showing.note(row)


class Doorkeeper(models.Manager[Row]):
    """The default manager of guarded models: the only question it takes is what a viewer may read."""

    def get_queryset(self) -> GuardedQuerySet[Row]:
        raise MustSayWho(f"{self.model.__name__}.objects: ask visible_to(viewer)")

    def visible_to(self, viewer: Viewer | None) -> GuardedQuerySet[Row]:
        """The rows `viewer` may read; none for somebody who is not signed in."""
        rows: GuardedQuerySet[Row] = GuardedQuerySet(self.model, using=self._db)
        if viewer is None:
            return rows.none()
        rows = rows.filter(rule_for(self.model, "read").q(viewer))
        rows.viewer = viewer
        return rows


class Guarded(models.Model):
    """A row that is somebody's own.

    `part` names which part of a person's things the row belongs to, in words a person reads; `subject` is the
    attribute that holds the id of the person it is about, or None where it is about nobody.
    """

    part: ClassVar[str] = ""
    subject: ClassVar[str | None] = "person_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    objects: ClassVar[Doorkeeper[Any]] = Doorkeeper()
    #: For actions, jobs and migrations. Row security still answers underneath; no view may use it (a law reads them).
    unguarded: ClassVar[models.Manager[Any]] = AsWritten()

    class Meta:
        abstract = True
        base_manager_name = "unguarded"
        default_manager_name = "objects"

    def may(self, viewer: Viewer, act: str) -> bool:
        """Whether `viewer` may do `act` to this row now, asked of the database."""
        return answers_yes(self, act, viewer, readable=True)
