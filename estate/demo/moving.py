"""Playing on a day of the past, by the estate's development clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from estate.demo.doors import Doors
from estate.demo.steps import Journey

_DOOR = "/dev/api/clock"


def present(doors: Doors) -> datetime:
    """What the estate takes for now."""
    return datetime.fromisoformat(doors.nobody().get(_DOOR)["at"])


def move_clock(journey: Journey, doors: Doors, to: str) -> None:
    """A step: the whole estate lives on another day."""
    with journey.step("Đồng hồ của hệ thống về ngày của câu chuyện", "The estate's clock is put to the day") as step:
        at = datetime.fromisoformat(doors.nobody().send("POST", _DOOR, {"at": to})["at"])
        step.saw(f"{at.astimezone(datetime.fromisoformat(to).tzinfo):%d/%m/%Y %H:%M}")


def put_back(doors: Doors, before: datetime, seconds: float) -> None:
    """Makes the present what it would be had nobody moved the clock. `seconds`: since `before` was read."""
    at = before + timedelta(seconds=seconds)
    # Within a minute of the machine's own clock it was not moved at all: give it back rather than a small shift.
    own = abs((at - datetime.now(UTC)).total_seconds()) < 60
    doors.nobody().send("POST", _DOOR, {"at": None if own else at.isoformat()})
