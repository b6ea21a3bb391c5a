"""`ocop drill`: the backbone is hurt on purpose; exit 0 only if every promise held."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated

import typer
from rich.console import Console

from estate.drills import kill as kill_drill
from estate.drills.actor import MUTATIONS
from estate.drills.arena import PUBLISHERS, Load
from estate.drills.history import Findings
from estate.drills.single import DRILLS
from kit.telemetry.logs import configure_logs

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_console = Console(highlight=False)


def _say(line: str) -> None:
    _console.print(line, markup=False, soft_wrap=True)


Seed = Annotated[int, typer.Option(help="The same seed gives the same blows.")]


@app.callback()
def about() -> None:
    """Break things on purpose, on servers of the drill's own, and see that nothing is lost."""
    # What clients and services say about servers being away is the point of a drill, not news.
    configure_logs("CRITICAL")
    logging.disable(logging.CRITICAL)


@app.command()
def kill(
    rounds: Annotated[int, typer.Option(help="How many blows.")] = 20,
    seed: Seed = 1,
    commands: Annotated[int, typer.Option(help="How many commands are recorded.")] = 1_000,
    brokers: Annotated[int, typer.Option(help="Kafka nodes: 3, or 1.")] = 3,
    every: Annotated[int, typer.Option(help="After so many blows one aimed at a copier in mid-batch; 0: none.")] = 2,
    mutation: Annotated[str, typer.Option(help=f"Break a promise on purpose: {', '.join(MUTATIONS)}.")] = "",
) -> None:
    """Kill brokers, database, services and relays with -9 at random while commands are carried out."""
    # What is released for one blow lasts for as long as it may be in coming.
    steps = rounds + (rounds // every if every else 0)
    load = Load(commands=commands, subjects=24, pause=2.5 * PUBLISHERS * steps / commands)
    found = asyncio.run(
        kill_drill.run(rounds=rounds, seed=seed, load=load, brokers=brokers, every=every, mutation=mutation, say=_say)
    )
    _end(found)


def _single(name: str) -> None:
    @app.command(name, help=(DRILLS[name].__doc__ or "").strip())
    def drill(
        commands: Annotated[int, typer.Option(help="How many commands, or poisoned records.")] = 400, seed: Seed = 1
    ) -> None:
        _say(f"{name}: {(DRILLS[name].__doc__ or '').strip()}")
        found = asyncio.run(DRILLS[name](commands, seed, _say))
        _say(kill_drill.report(found))
        _end(found)


for _name in DRILLS:
    _single(_name)


def _end(found: Findings) -> None:
    _console.print("[red]✘ promises were broken[/]" if found.broken else "[green]✔ every promise held[/]")
    raise typer.Exit(1 if found.broken else 0)
