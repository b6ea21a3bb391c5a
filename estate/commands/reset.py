"""`ocop reset`: a new beginning."""

from __future__ import annotations

import shutil
import sys

import typer

from estate import state
from estate.places import CACHE, home
from estate.processes.leftovers import end_leftovers
from estate.refusals import HomeNotWritable, StillRuns

_KEPT = {"tools"}


def remove(*, ask: bool) -> None:
    """Removes everything under the home but what was fetched. Raises StillRuns, HomeNotWritable."""
    place = home()
    if runs := state.running(place):
        raise StillRuns(pid=runs.pid)
    if not place.exists():
        return
    if ask and sys.stdin.isatty():
        typer.confirm(f"Xoá toàn bộ dữ liệu thử trong {place}? · Remove all trial data there?", abort=True)
    end_leftovers(state.last_known(place))
    for entry in place.iterdir():
        if entry.name in _KEPT or entry.resolve() == CACHE.resolve():
            continue
        try:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        except OSError as closed:
            raise HomeNotWritable(home=place) from closed
