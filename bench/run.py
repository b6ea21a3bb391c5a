"""All measures in one run, printed as ratios: `ocop bench`."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.figures import Figure, Goal
from bench.ground import Ground, ground

Say = Callable[[str], None]


async def _relay(place: Ground, rounds: int) -> list[Figure]:
    from bench import relay

    return [await relay.measure(place, rounds)]


async def _projection(place: Ground, rounds: int) -> list[Figure]:
    from bench import projection

    return [await projection.measure(place, rounds)]


async def _command(place: Ground, rounds: int) -> list[Figure]:
    from bench import command

    return [await command.measure(place, rounds)]


async def _arrival(place: Ground, rounds: int) -> list[Figure]:
    from bench import arrival

    return await arrival.measure(place, rounds)


async def _rebuild(place: Ground, rounds: int) -> list[Figure]:
    from bench import rebuilding

    return await rebuilding.measure(place, rounds)


async def _whatif(place: Ground, rounds: int) -> list[Figure]:
    from bench import whatif

    runs = [(await asyncio.to_thread(whatif.measure)).processor_seconds for _ in range(min(rounds, 3))]
    goal = Goal("", whatif.GOAL_SECONDS, "less")
    starts = [await asyncio.to_thread(whatif.measure_start) for _ in range(min(rounds, 3) + 1)][
        1:
    ]  # the first warms up
    at_once = Goal("", whatif.START_GOAL_SECONDS, "less")
    return [
        Figure("what-if over 15,000 rulings", "s", {"ours": runs}, (goal,), "processor seconds of one core"),
        Figure("what-if over one ruling, its start included", "s", {"ours": starts}, (at_once,)),
    ]


async def _returns(place: Ground, rounds: int) -> list[Figure]:
    from bench import prefilling

    return [await prefilling.measure(place, rounds)]


MEASURES: dict[str, Callable[[Ground, int], Any]] = {
    "relay": _relay,
    "projection": _projection,
    "command": _command,
    "arrival": _arrival,
    "rebuild": _rebuild,
    "whatif": _whatif,
    "returns": _returns,
}


def run(only: Sequence[str], rounds: int, keep: Path | None, console: Console) -> bool:
    """Measures and prints; answers whether every goal that could be measured is reached."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers of the ground are ended too
    figures: list[Figure] = []
    load = os.getloadavg()[0]
    console.print(f"{_machine()}; load before {load:.1f}; {rounds} rounds in turn, medians (smallest – largest)")
    with ground() as place:
        for name in only:
            with console.status(name):
                found = asyncio.run(MEASURES[name](place, rounds))
            figures += found
            for figure in found:
                _print(figure, console)
    if keep:
        report = {"machine": _machine(), "load": load, "figures": [asdict(figure) for figure in figures]}
        keep.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return all(figure.holds(goal) is not False for figure in figures for goal in figure.goals)


def _print(figure: Figure, console: Console) -> None:
    table = Table("", figure.unit, "", "", title=figure.name, title_justify="left", box=None, title_style="bold")
    for who in figure.runs:
        low, high = figure.spread(who)
        table.add_row(who, _number(figure.median(who)), f"{_number(low)} – {_number(high)}", "")
    for goal in figure.goals:
        reached, sign = figure.reached(goal), "≥" if goal.better == "more" else "≤"
        mark = {True: "[green]reached[/green]", False: "[red]missed[/red]", None: "not measured"}[figure.holds(goal)]
        ratio = "–" if reached is None else f"{reached:.2f} ×" if goal.of else _number(reached)
        table.add_row(f"  against {goal.of}" if goal.of else "  goal", ratio, f"{sign} {goal.bound:g}", mark)
    console.print(table)
    for line in (figure.said, *figure.notes):
        console.print(f"  {line}", style="dim", highlight=False)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"


def _machine() -> str:
    model = platform.processor() or platform.machine()
    file = Path("/proc/cpuinfo")
    if file.exists():
        named = [
            line.split(":", 1)[1].strip() for line in file.read_text().splitlines() if line.startswith("model name")
        ]
        model = named[0] if named else model
    return f"{os.cpu_count()} × {model}, Python {platform.python_version()}"
