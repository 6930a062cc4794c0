"""What the kit keeps: events and their seals, data keys, the mark of an invented database, unsent words."""

from livingwell.kit.once import Once
from livingwell.kit.record.models import Event, InventedMark, Seal
from livingwell.kit.secrets.models import DataKey
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.throttle import Throttle
from livingwell.kit.unsent.models import Unsent

__all__ = ["DataKey", "Event", "InventedMark", "Once", "Outgoing", "Seal", "Throttle", "Unsent"]
