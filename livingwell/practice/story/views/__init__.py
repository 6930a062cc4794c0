"""What is seen of a story: the person's own pages, a shared story, paper, and entering for somebody."""

from livingwell.practice.story.views.enclosures import (
    describe_enclosure,
    enclose_picture,
    enclose_sound,
    enclosure,
    put_back_enclosure,
    take_out_enclosure,
    write_with_picture,
    write_with_sound,
)
from livingwell.practice.story.views.pressing import (
    finish_entry,
    keep_entry_to_myself,
    let_entry_be_seen,
    put_back_entry,
    take_back_entry,
)
from livingwell.practice.story.views.reading import print_story, shared_story, story, story_booklet, story_of
from livingwell.practice.story.views.wordings import earlier_wordings, restore_wording
from livingwell.practice.story.views.writing import change_entry, enter_entry, write_entry

__all__ = [
    "change_entry",
    "describe_enclosure",
    "earlier_wordings",
    "enclose_picture",
    "enclose_sound",
    "enclosure",
    "enter_entry",
    "finish_entry",
    "keep_entry_to_myself",
    "let_entry_be_seen",
    "print_story",
    "put_back_enclosure",
    "put_back_entry",
    "restore_wording",
    "shared_story",
    "story",
    "story_booklet",
    "story_of",
    "take_back_entry",
    "take_out_enclosure",
    "write_entry",
    "write_with_picture",
    "write_with_sound",
]
