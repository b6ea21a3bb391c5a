"""
Loads new periods: pairs of files, `units-<first day>.csv` and `crosswalk-<first day>.csv`, each pair checked first.

A province may have files of its own beside those of others (`units-2025-07-01-34.csv`); its first list, which has no
crosswalk and sorts before its others, may be called `units-0000-34.csv`.
"""

from __future__ import annotations

from pathlib import Path

from law.installed import files_in
from law.places.checking import PlaceFault, check_period, with_period
from law.places.gazetteer import Gazetteer
from law.places.refusals import PeriodFaulty
from law.places.tables import rows_of

UNITS, CROSSWALK = "units-", "crosswalk-"


def periods_in(folder: Path, held: Gazetteer) -> Gazetteer:
    """The places held and every period of a folder, earliest first. Raises PeriodFaulty."""
    for units in sorted(path for path in files_in(folder, (".csv",)) if path.name.startswith(UNITS)):
        crosswalk = units.with_name(CROSSWALK + units.name.removeprefix(UNITS))
        if faults := check_files(held, units, crosswalk):
            said = (
                "; ".join(f"{f.at}: {f.text.vi}" for f in faults),
                "; ".join(f"{f.at}: {f.text.en}" for f in faults),
            )
            raise PeriodFaulty(name=units.name, faults=said)
        held = with_period(held, *read_pair(units, crosswalk))
    return held


def check_files(held: Gazetteer, units: Path, crosswalk: Path) -> list[PlaceFault]:
    """Every fault of a pair of files, against the places held."""
    return check_period(held, *read_pair(units, crosswalk))


def read_pair(units: Path, crosswalk: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of both files; a crosswalk that is not there has none, which the checker names."""
    return _rows(units), _rows(crosswalk) if crosswalk.is_file() else []


def _rows(path: Path) -> list[dict[str, str]]:
    return rows_of(path.read_text(encoding="utf-8-sig"))
