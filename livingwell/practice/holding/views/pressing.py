"""A press of a button: done once, and answered with a sentence whether it worked or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from livingwell.kit import once
from livingwell.kit.permission.acts import Refused


def pressed(request: HttpRequest, do: Callable[[], Any], said: Any) -> bool:
    """Do `do` once for this form, and say `said`; a second click does nothing and is answered like the first.

    Where the database refuses, its sentence is said instead, and the answer is False: nothing was done.
    """
    if not once.first_time(request):
        return True
    try:
        do()
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return False
    messages.success(request, said)
    return True
