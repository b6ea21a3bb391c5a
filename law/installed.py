"""
What an installation adds to the law that ships: a folder of files, `OCOP_LAW`, or `law/` in the estate's home.

    rulebooks/      a new decree is a new file here; one with a shipped id is a new edition beside the shipped one
    lists/          editions of the lists (`law.lists`): levels, evidence, calendar, ladder, kinds, papers
    regulations/    offices' own council regulations; a corrected one is a new edition beside the first
    places/         new periods of the gazetteer: `units-2027-01-01.csv` and `crosswalk-2027-01-01.csv`

Read once per process. What the checker finds fault with is refused at start, never half believed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

WRITTEN_IN = (".json", ".yaml", ".yml")


def folder(name: str) -> Path:
    """Where an installation keeps its files of one kind; the folder need not exist."""
    home = Path(os.environ.get("OCOP_HOME") or ".ocop")
    return Path(os.environ.get("OCOP_LAW") or home / "law") / name


def files_in(folder: Path, endings: tuple[str, ...] = WRITTEN_IN) -> Iterator[Path]:
    """The files of a folder by their endings, sorted by name; none when there is no folder."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix in endings)
