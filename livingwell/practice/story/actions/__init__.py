"""What can happen to a story: entries are written, changed and kept back; pictures and sounds go with them."""

from livingwell.practice.story.actions.enclosures import (
    describe_enclosure,
    enclose,
    put_back_enclosure,
    take_out_enclosure,
)
from livingwell.practice.story.actions.entries import (
    begin_story,
    change_entry,
    finish_entry,
    keep_entry_to_myself,
    let_entry_be_seen,
    put_back_entry,
    restore_wording,
    take_back_entry,
    write_entry,
)

__all__ = [
    "begin_story",
    "change_entry",
    "describe_enclosure",
    "enclose",
    "finish_entry",
    "keep_entry_to_myself",
    "let_entry_be_seen",
    "put_back_enclosure",
    "put_back_entry",
    "restore_wording",
    "take_back_entry",
    "take_out_enclosure",
    "write_entry",
]
