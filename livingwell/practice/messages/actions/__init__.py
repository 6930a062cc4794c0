"""What can happen: words go to and fro; somebody chooses how to be told; a worker's calendar is read by its program."""

from livingwell.practice.messages.actions.feeds import end_feed, make_feed
from livingwell.practice.messages.actions.reminding import end_reminders
from livingwell.practice.messages.actions.writing import choose_way, hear_message, write_message

__all__ = ["choose_way", "end_feed", "end_reminders", "hear_message", "make_feed", "write_message"]
