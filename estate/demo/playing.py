"""Playing the journeys and saying what was seen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from estate import state
from estate.children import Child, ChildDiedError
from estate.demo import journey_2023, journey_2026
from estate.demo.doors import Doors
from estate.demo.moving import present, put_back
from estate.demo.steps import BrokenOffError, Journey
from estate.people import CLIENT, service_secrets
from estate.places import home
from estate.refusals import ChildWillNotStart

Play = Callable[[Journey, Doors], None]
JOURNEYS: dict[str, tuple[str, str, Play]] = {
    "2026": ("Năm 2026, không còn cấp huyện", "2026, no districts", journey_2026.play),
    "2023": ("Năm 2023, có cấp huyện", "2023, with districts", journey_2023.play),
}


def play(port: int, only: str = "") -> int:
    """This will play the journeys, print what was observed, and answer 0 only if everything was."""
    console = Console(highlight=False)
    began = time.monotonic()
    with estate(port) as running:
        played = play_on(doors_of(running), console, [only] if only else list(JOURNEYS))
    for journey in played:
        console.print()
        console.print(journey.table())
    complete = all(journey.complete for journey in played)
    said = (
        "mọi bước đều quan sát được · every step was observed" if complete else "chưa đủ · not every step was observed"
    )
    console.print(f"\n{'[green]✓[/green]' if complete else '[red]✗[/red]'} {said}  {time.monotonic() - began:.0f} s")
    return 0 if complete else 1


def play_on(doors: Doors, console: Console, names: list[str]) -> list[Journey]:
    """This will play journeys one after the other; the estate's clock is put back afterwards."""
    played = []
    before = present(doors)
    moved_at = time.monotonic()
    try:
        for name in names:
            vi, en, steps = JOURNEYS[name]
            journey = Journey(vi, en, console)
            played.append(journey)
            console.print(f"\n[bold]{vi}[/bold] · [dim]{en}[/dim]")
            try:
                steps(journey, doors)
            except BrokenOffError:
                continue
    finally:
        put_back(doors, before, time.monotonic() - moved_at)
    return played


def doors_of(running: state.Running) -> Doors:
    """The doors of a running estate."""
    return Doors(
        running.url, running.issuer, service_secrets(home())[CLIENT], running.kafka, evaluations=running.evaluations
    )


@contextmanager
def estate(port: int) -> Iterator[state.Running]:
    """The estate that runs, or one that is started for this and ended afterwards."""
    if (running := state.running(home())) and running.ready:
        yield running
        return
    child = Child("ocop", [sys.executable, "-m", "estate.cli", "up", "--port", str(port)], home() / "logs" / "up.log")
    child.log.unlink(missing_ok=True)
    child.start()
    try:
        yield _await(child)
    finally:
        child.stop(within=12)


def _await(child: Child, within: float = 90.0) -> state.Running:
    ends = time.monotonic() + within
    while time.monotonic() < ends and child.alive:
        running = state.last_known(home())
        if running and running.pid == child.pid and running.ready:
            return running
        time.sleep(0.2)
    raise ChildWillNotStart(name="ocop up", log=child.log) from ChildDiedError(child.last_words())
