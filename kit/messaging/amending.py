"""Moved: `kit.messaging.parked`."""  # moved

from kit.messaging.parked.refusals import KeyFactChanged, NotJson, NotOfItsKey
from kit.messaging.parked.repair import Difference, check_repair, differences

__all__ = ["Difference", "KeyFactChanged", "NotJson", "NotOfItsKey", "check_repair", "differences"]
