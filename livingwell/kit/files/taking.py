"""Taking a file in: only where a view says that it takes one, up to so many bytes, and in memory alone.

Nothing of a file is ever written to a disk in plain. What is too big is read to its end and dropped, so that the page
can say so in a sentence beside the field.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

#: Sound and pictures: 25 MB, about an hour of somebody talking.
AT_MOST = 25 * 1024 * 1024
#: Past this nobody meant to send it here: the connection is closed.
BY_FAR_TOO_BIG = 10 * AT_MOST

View = TypeVar("View", bound=Callable[..., Any])


def takes_file(view: View) -> View:
    """Say that a view takes one file. All others refuse every file (400)."""
    view.takes_file = True  # type: ignore[attr-defined]
    return view


def records_sound(view: View) -> View:
    """Say that a page may ask the browser for its microphone. All others may not (the floor above sets the header)."""
    view.records_sound = True  # type: ignore[attr-defined]
    return view


class Taken(InMemoryUploadedFile):
    """A file that came whole, or the news that it was too big."""

    too_big = False

    def whole(self) -> bytes:
        self.seek(0)
        return bytes(self.read())


class OnlyWhereAsked(FileUploadHandler):
    """The one upload handler: refuses a file that no page asked for before a byte of it is kept."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        match = self.request.resolver_match if self.request is not None else None
        self.asked = bool(match and getattr(match.func, "takes_file", False))
        if content_length > BY_FAR_TOO_BIG:
            raise RequestDataTooBig("much more than any page takes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if not self.asked:
            raise TooManyFilesSent("no page asked for a file")
        super().new_file(*args, **kwargs)
        self.held, self.length = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.length += len(raw_data)
        if self.length <= AT_MOST:
            self.held.write(raw_data)
        else:
            self.held = BytesIO()
        return None

    def file_complete(self, file_size: int) -> Any:
        self.held.seek(0)
        taken = Taken(self.held, self.field_name, "file", "", file_size, self.charset, self.content_type_extra)
        taken.too_big = self.length > AT_MOST
        return taken
