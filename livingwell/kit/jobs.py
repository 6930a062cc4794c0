"""What the kit does by itself: sends messages, seals the records, clears away what has served, and takes up what a
killed worker left."""

from livingwell.kit import taking_up
from livingwell.kit.record import jobs as sealing
from livingwell.kit.sending import jobs as sending

__all__ = ["sealing", "sending", "taking_up"]
