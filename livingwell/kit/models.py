"""What the kit keeps: events and their seals, data keys, the mark of an invented database."""

from livingwell.kit.once import Once
from livingwell.kit.record.models import Event, InventedMark, Seal
from livingwell.kit.secrets.models import DataKey
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.throttle import Throttle

__all__ = ["DataKey", "Event", "InventedMark", "Once", "Outgoing", "Seal", "Throttle"]
