"""Playing the journeys and saying what was seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from estate import state
from estate.demo import journey_2023, journey_2026, journey_2027
from estate.demo.clients import Clients
from estate.demo.moving import present, put_back
from estate.demo.starting import estate
from estate.demo.steps import BrokenOffError, Journey
from estate.people import CLIENT, service_secrets
from estate.places import home

Play = Callable[[Journey, Clients], None]
JOURNEYS: dict[str, tuple[str, str, Play]] = {
    "2026": ("Năm 2026, không còn cấp huyện", "2026, no districts", journey_2026.play),
    "2023": ("Năm 2023, có cấp huyện", "2023, with districts", journey_2023.play),
    "2027": ("Năm 2027, sau khi được gắn sao", "2027, what became of the star", journey_2027.play),
}


def play(port: int, only: str | None = None) -> int:
    """Plays the journeys, prints what was observed, and answers 0 only if everything was."""
    console = Console(highlight=False)
    began = time.monotonic()
    with estate(home(), port) as running:
        played = play_on(clients_of(running, home()), console, [only] if only else list(JOURNEYS))
    for journey in played:
        console.print()
        console.print(journey.table())
    complete = all(journey.complete for journey in played)
    said = (
        "mọi bước đều quan sát được · every step was observed" if complete else "chưa đủ · not every step was observed"
    )
    console.print(f"\n{'[green]✓[/green]' if complete else '[red]✗[/red]'} {said}  {time.monotonic() - began:.0f} s")
    return 0 if complete else 1


def play_on(clients: Clients, console: Console, names: list[str]) -> list[Journey]:
    """Plays journeys one after the other; the estate's clock is put back afterwards."""
    played = []
    before = present(clients)
    moved_at = time.monotonic()
    try:
        for name in names:
            vi, en, steps = JOURNEYS[name]
            journey = Journey(vi, en, console)
            played.append(journey)
            console.print(f"\n[bold]{vi}[/bold] · [dim]{en}[/dim]")
            try:
                steps(journey, clients)
            except BrokenOffError:
                continue
    finally:
        put_back(clients, before, time.monotonic() - moved_at)
    return played


def clients_of(running: state.Running, home: Path) -> Clients:
    """The endpoints of a running estate."""
    return Clients(
        running.url, running.issuer, service_secrets(home)[CLIENT], running.kafka, evaluations=running.evaluations
    )
