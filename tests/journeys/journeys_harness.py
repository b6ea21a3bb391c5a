"""Playing journeys in tests, and what is looked at afterwards without trusting the demonstration's own word."""

from __future__ import annotations

import io

from rich.console import Console

from estate.demo.clients import Clients
from estate.demo.playing import play_on
from estate.demo.steps import Journey


def played(clients: Clients, *names: str) -> list[Journey]:
    said = io.StringIO()
    journeys = play_on(clients, Console(file=said, width=200), list(names))
    assert all(journey.complete for journey in journeys), said.getvalue() + str(
        [(step.en, step.failed) for journey in journeys for step in journey.steps if step.failed]
    )
    return journeys


def authorities(clients: Clients) -> list[tuple[int, str]]:
    """Star and authority of the first two certificates of the commune of 2023."""
    codes = [f"33-330-12265-{serial}-2023" for serial in (1, 2)]
    certificates = [clients.nobody().get(f"/registry/api/product-codes/{code}") for code in codes]
    return [(one["star"], one["authority"]) for one in certificates]
