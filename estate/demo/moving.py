"""Playing on a day of the past, by the estate's development clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from estate.demo.clients import Clients
from estate.demo.steps import Journey
from estate.province.marker import belongs

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
    give_clock(clients, before + timedelta(seconds=seconds), datetime.now(UTC))


def give_clock(clients: Clients, at: datetime, now: datetime) -> None:
    """Puts the estate's clock to `at`, or gives it back to the machine that says `now` where that is the same."""
    to = belongs(at, now)
    clients.nobody().send("POST", _ENDPOINT, {"at": to.isoformat() if to else None})
