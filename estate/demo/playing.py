"""Playing the journeys and saying what was seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from estate import state
from estate.demo import journey_1608, journey_2023, journey_2026, journey_2027, journey_afternoon, journey_letter
from estate.demo.clients import Clients
from estate.demo.moving import present, put_back
from estate.demo.starting import estate
from estate.demo.steps import BrokenOffError, Journey
from estate.people import CLIENT, service_secrets
from estate.places import home
from estate.province import marker
from kit.messaging.passwords import Passwords

Play = Callable[[Journey, Clients], None]
JOURNEYS: dict[str, tuple[str, str, Play]] = {
    "2026": ("Năm 2026, không còn cấp huyện", "2026, no districts", journey_2026.play),
    "afternoon": (
        "Năm 2026, một buổi chiều của Hội đồng",
        "2026, an afternoon of the council",
        journey_afternoon.play,
    ),
    "2023": ("Năm 2023, có cấp huyện", "2023, with districts", journey_2023.play),
    "1608": ("Năm 2023, Quyết định 1608", "2023, Decision 1608", journey_1608.play),
    "letter": ("Năm 2023, công văn của Sở", "2023, the Department's letter", journey_letter.play),
    "2027": ("Năm 2027, sau ngôi sao", "2027, what became of the star", journey_2027.play),
}
AHEAD = ("2027",)
"""Those that may go ahead of today."""
_APART = (
    "Tỉnh mẫu ở đây không thể già đi rồi trẻ lại: phần sau diễn trên một hệ thống riêng, trong thư mục ahead",
    "the sample province here is not to grow old: what follows is played on an estate of its own, in the folder ahead",
)


def play(port: int, only: str | None = None) -> int:
    """Plays the journeys, prints what was observed, and answers 0 only if everything was."""
    console = Console(highlight=False)
    began = time.monotonic()
    played = []
    for place, its_port, names in where(home(), port, [only] if only else list(JOURNEYS)):
        if place != home():
            console.print(f"\n{_APART[0]} · [dim]{_APART[1]}[/dim]", soft_wrap=True)
        with estate(place, its_port) as running:
            played += play_on(clients_of(running, place), console, names)
    for journey in played:
        console.print()
        console.print(journey.table())
    complete = all(journey.complete for journey in played)
    said = (
        "mọi bước đều quan sát được · every step was observed" if complete else "chưa đủ · not every step was observed"
    )
    console.print(f"\n{'[green]✓[/green]' if complete else '[red]✗[/red]'} {said}  {time.monotonic() - began:.0f} s")
    return 0 if complete else 1


def where(of: Path, port: int, names: list[str]) -> list[tuple[Path, int, list[str]]]:
    """
    Where which journeys are played: home, port of an estate that is started for it, names. One that goes ahead of today would
    have a living sample province grow old with it: deadlines pass once, whether the clock is put back or not.
    """
    known = marker.read(of)
    if known is None or known.state == "empty":
        return [(of, port, names)]
    today, ahead = [one for one in names if one not in AHEAD], [one for one in names if one in AHEAD]
    return [one for one in ((of, port, today), (of / "ahead", 0, ahead)) if one[2]]


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
        running.url,
        running.issuer,
        service_secrets(home)[CLIENT],
        running.kafka,
        evaluations=running.evaluations,
        guests=running.guests,
        passwords=Passwords(home / "principals"),
    )
