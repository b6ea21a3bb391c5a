"""The places a process holds: the periods shipped with the package, and those of the installation beside them."""

from __future__ import annotations

from datetime import date
from functools import cache

from law.installed import folder
from law.packaged import names_in, read_text
from law.places.gazetteer import Gazetteer
from law.places.loading import periods_in
from law.places.tables import Passage, read_crosswalk, read_units, rows_of


@cache
def shipped() -> Gazetteer:
    """The code lists and crosswalks in the package, read once per process."""
    passages: list[Passage] = []
    for name in names_in("places"):
        if name.startswith("crosswalk-"):
            on = date.fromisoformat(name.removeprefix("crosswalk-").removesuffix(".csv"))
            passages += read_crosswalk(on, rows_of(read_text(f"places/{name}")))
    return Gazetteer(read_units(rows_of(read_text("places/places.csv"))), passages)


@cache
def gazetteer() -> Gazetteer:
    """
    The shipped periods and those of the installation (`law.installed`), read once per process. Raises PeriodFaulty.
    """
    return periods_in(folder("places"), shipped())
