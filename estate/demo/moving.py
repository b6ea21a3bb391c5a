"""Playing on a day of the past, by the estate's development clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from estate.demo.clients import Clients
from estate.demo.steps import Journey

_ENDPOINT = "/dev/api/clock"


def present(clients: Clients) -> datetime:
    """What the estate takes for now."""
    return datetime.fromisoformat(clients.nobody().get(_ENDPOINT)["at"])


def move_clock(journey: Journey, clients: Clients, to: str) -> None:
    """A step: the whole estate lives on another day."""
    with journey.step("Đồng hồ của hệ thống về ngày của câu chuyện", "The estate's clock is put to the day") as step:
        at = datetime.fromisoformat(clients.nobody().send("POST", _ENDPOINT, {"at": to})["at"])
        step.saw(f"{at.astimezone(datetime.fromisoformat(to).tzinfo):%d/%m/%Y %H:%M}")


def put_back(clients: Clients, before: datetime, seconds: float) -> None:
    """Makes the present what it would be had nobody moved the clock. `seconds`: since `before` was read."""
    at = before + timedelta(seconds=seconds)
    # Within a minute of the machine's own clock it was not moved at all: give it back rather than a small shift.
    own = abs((at - datetime.now(UTC)).total_seconds()) < 60
    clients.nobody().send("POST", _ENDPOINT, {"at": None if own else at.isoformat()})
