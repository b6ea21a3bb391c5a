"""Moved: `kit.work`."""  # moved

from kit.work.deadlines import Due
from kit.work.outbox import Announcement, StateAloneError
from kit.work.unit import Unit

__all__ = ["Announcement", "Due", "StateAloneError", "Unit"]
