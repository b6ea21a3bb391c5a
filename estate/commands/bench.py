"""`ocop bench`: what the mechanism costs, each measure in one run against its baseline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.refusal import Kind, Refusal

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class NothingToMeasureWith(Refusal):
    """The bench lies in the source tree, and what it compares with is fetched for it only."""

    slug = "bench.not-set-up"
    kind = Kind.CONFLICT
    vi = "Chưa có những gì cần để đo ({detail}): chạy `make bench` trong thư mục mã nguồn."
    en = "What the bench needs is not here ({detail}): run `make bench` in the source tree."


@app.command()
def bench(
    only: Annotated[
        list[str] | None,
        typer.Option(help="relay, projection, command, arrival, rebuild, whatif, returns; again for more."),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Repetitions, after one that is not counted.")] = 5,
    keep: Annotated[Path | None, typer.Option(help="A file for every single run, as JSON.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when a goal is missed.")] = False,
) -> None:
    """Measure relay, projection, command, arrival, rebuild, what-if and returns, and print ratios with their goals."""
    from rich.console import Console

    try:
        from bench import run
    except ModuleNotFoundError as absent:
        raise NothingToMeasureWith(detail=absent.name) from absent
    if unknown := sorted(set(only or ()) - set(run.MEASURES)):
        raise typer.BadParameter(f"{', '.join(unknown)}: there are {', '.join(run.MEASURES)}")
    try:
        reached = run.run(only or list(run.MEASURES), rounds, keep, Console(width=120))
    except ModuleNotFoundError as absent:
        raise NothingToMeasureWith(detail=absent.name) from absent
    if strict and not reached:
        raise typer.Exit(1)
