"""Moving the clock that all services of this estate read."""

from __future__ import annotations

from datetime import datetime

from estate.front.clock.refusals import DayUnreadable, NoClockHere
from kit.clock import LOCAL, FileClock
from kit.service import Service


def move(front: Service, to: datetime | None) -> datetime:
    """Makes the present `to` (None: the machine's own again) and answers it. An hour without zone is Vietnam's."""
    clock = front.settings.clock()
    if not isinstance(clock, FileClock):
        raise NoClockHere()
    if to is not None and to.tzinfo is None:
        to = to.replace(tzinfo=LOCAL)
    clock.shift_to(to)
    return clock.now()


def read(text: str) -> datetime | None:
    """The instant a form says; None when it says nothing. Raises DayUnreadable."""
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as unreadable:
        raise DayUnreadable(pointer="/at", given=text[:40]) from unreadable
