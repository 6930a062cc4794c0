"""Which rows of a plan are not read as part of it: what was taken out, and two people's words of one moment."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from livingwell.practice.plan.models import Written


class Read(Protocol):
    """What is read row by row: what was taken out, and which rows have another's words beside them."""

    out: list[Written]
    copies: set[UUID]


def set_aside(row: Written, read: Read) -> bool:
    """Whether `row` does not stand among the others; then it is told to `read`."""
    if row.beside_id:
        if not row.taken_out_at:
            read.copies.add(row.beside_id)
        return True
    if row.taken_out_at:
        read.out.append(row)
        return True
    return False
