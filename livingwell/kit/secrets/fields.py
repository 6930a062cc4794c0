"""Sealed fields: text, or a piece of a file, that is plain on the row in hand and sealed in the database."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_noop

from livingwell.kit.said import gettext
from livingwell.kit.secrets.keys import (
    KeyDestroyed,
    WordsDestroyed,
    key_to_read,
    key_to_write,
    says_what_is_gone,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)

#: Said where words stood whose key was destroyed: whoever reads on knows that there was something, and that it is gone.
GONE = gettext_noop("(These words were destroyed.)")
#: Stands where words of one part were destroyed while the person's key stays. Nothing that is sealed is so short.
DESTROYED = b"\x00"


class SealedBytes(bytes):
    """What came from the database and has not been opened yet."""


def is_destroyed(row: models.Model, name: str) -> bool:
    """Whether these words were destroyed while the person's key stays: there is nothing to change."""
    value = row.__dict__.get(name)
    return isinstance(value, SealedBytes) and value == DESTROYED


class _Opener:
    """Reads the words on first use, with the key of the person the row is about."""

    def __init__(self, field: SealedTextField) -> None:
        self.field = field

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self.field
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, SealedBytes):
            try:
                if value == DESTROYED:
                    raise WordsDestroyed(str(self.field.owner_of(row)))
                key = key_to_read(self.field.owner_of(row)) if value else b""
            except KeyDestroyed:
                if not says_what_is_gone():
                    raise
                return self.field.gone()  # not kept on the row: saved again, it is what it was
            value = self.field.opened(key, value, self.field.bound_to(row)) if value else self.field.nothing
            row.__dict__[name] = value
        return value

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text kept under the data key of the person whose id is in the attribute `owner`, bound to its table, column and
    row id. An empty text is kept as no bytes. It cannot be filtered or updated in bulk: there is nothing to compare.

    What we read and not people (JSON, a number that is dialled) says `for_people=False`: once its key is destroyed a
    page finds nothing there, where it would find the sentence that says so.
    """

    descriptor_class = _Opener
    nothing: str | bytes = ""

    def __init__(self, *args: Any, owner: str = "person_id", for_people: bool = True, **kwargs: Any) -> None:
        self.owner, self.for_people = owner, for_people
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["owner"] = self.owner
        return name, path, args, kwargs

    def gone(self) -> str | bytes:
        """What a page shows in place of words whose key was destroyed; nothing where only we read them (JSON)."""
        return gettext(GONE) if self.for_people else ""

    def owner_of(self, row: models.Model) -> UUID:
        return cast(UUID, getattr(row, self.owner))

    def bound_to(self, row: models.Model) -> str:
        return f"{row._meta.db_table}.{self.column}:{row.pk}"

    def opened(self, key: bytes, sealed: bytes, bound_to: str) -> Any:
        return unseal(key, sealed, bound_to)

    def sealed(self, key: bytes, value: Any, bound_to: str) -> bytes:
        return seal(key, value, bound_to)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else SealedBytes(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname, self.nothing)
        if isinstance(value, SealedBytes):
            return value
        if not value:
            return SealedBytes(b"")
        key = key_to_write(self.owner_of(model_instance))
        return SealedBytes(self.sealed(key, value, self.bound_to(model_instance)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str) and value == "":
            value = SealedBytes(b"")
        if value is not None and not isinstance(value, SealedBytes):
            raise TypeError(f"{self.name} is sealed row by row: save the row itself")
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> Any:
        """Nothing said is an empty text, on the row in hand; Django's own default for bytes would be b''."""
        return ""

    def value_to_string(self, obj: models.Model) -> str:
        return str(getattr(obj, self.attname))


class SealedBytesField(SealedTextField):
    """A piece of a picture or a sound, kept as `SealedTextField` keeps words."""

    nothing = b""

    def gone(self) -> bytes:
        return b""

    def opened(self, key: bytes, sealed: bytes, bound_to: str) -> Any:
        return unseal_bytes(key, sealed, bound_to)

    def sealed(self, key: bytes, value: Any, bound_to: str) -> bytes:
        return seal_bytes(key, value, bound_to)

    def get_default(self) -> Any:
        return b""
