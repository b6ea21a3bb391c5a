"""`ocop places`: a new period of the code lists on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from law.places.changes import changes_on
from law.places.checking import with_period
from law.places.gazetteer import Gazetteer
from law.places.held import gazetteer, shipped
from law.places.loading import check_files, read_pair
from law.places.refusals import PeriodFaulty
from law.places.tables import read_units

app = typer.Typer(no_args_is_help=True, help="Places: check the files of a new period.")

AFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]


@app.callback()
def about() -> None:
    """Places through time."""


@app.command()
def check(
    units: AFile,
    crosswalk: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False)] = None,
    in_: Annotated[str, typer.Option("--in", help="Language: vi or en.")] = "vi",
) -> None:
    """
    Say every fault of a new period (its code list and the crosswalk into it) with its line; exit 1 when there is one.

    The first list of a province that is not held has no crosswalk. A sound pair is put into `places/` of the installation's law folder as `units-<day>.csv`, `crosswalk-<day>.csv`.
    """
    vi = in_ != "en"
    held = _beside()
    walk = crosswalk or units.with_name(units.name + ".none")
    faults = check_files(held, units, walk)
    for fault in faults:
        typer.echo(f"{fault.at}: {fault.text.vi if vi else fault.text.en}")
    if faults:
        raise typer.Exit(1)
    rows = read_pair(units, walk)
    on = next((place.valid_from for place in read_units(rows[0]) if place.valid_from), None)
    if on is None:
        typer.echo("Không có lỗi. Danh mục đầu tiên của tỉnh." if vi else "No faults. The first list of its province.")
        return
    kinds = [change.kind for change in changes_on(with_period(held, *rows), on)]
    said = ", ".join(f"{kind} {kinds.count(kind)}" for kind in ("merged", "split", "abolished", "created"))
    typer.echo(f"Không có lỗi. Từ {on}: {said}." if vi else f"No faults. From {on}: {said}.")


def _beside() -> Gazetteer:
    """What a period is checked beside; the shipped ones alone while the installation's own are faulty."""
    try:
        return gazetteer()
    except PeriodFaulty:
        return shipped()
