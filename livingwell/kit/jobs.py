"""What the kit does by itself: sends messages, seals the records, and clears away what has served."""

from livingwell.kit.record import jobs as sealing
from livingwell.kit.sending import jobs as sending

__all__ = ["sealing", "sending"]
