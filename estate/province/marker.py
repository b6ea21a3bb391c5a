"""How far the sample province has come, kept in a file of the home: shown on the first page, and read at the next start."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

State = Literal["making", "made", "failed", "empty"]

_CLOSE = timedelta(seconds=60)
"""A clock this near the machine's own was not moved by anybody: it is given back whole, rather than with a small shift."""


@dataclass
class Marker:
    """
    `empty`: asked for without one, or of a home that somebody used before. `done`: the parts that are finished.

    `present`: what the estate took for now before the clock was moved (ISO 8601), and `since`, the machine's own time then;
    both empty while the clock stands where people left it.
    """

    state: State
    done: list[str] = field(default_factory=list)
    of: int = 0
    vi: str = ""
    en: str = ""
    began: str = ""
    """The day the province is laid out around, as it was at the first start (ISO 8601, with the hour)."""
    present: str = ""
    since: str = ""
    failed: str = ""

    def moved(self, present: datetime, since: datetime) -> None:
        """Notes where the clock stood before it is moved; what was noted before is the truth."""
        if not self.present:
            self.present, self.since = present.isoformat(), since.isoformat()

    def due(self, now: datetime) -> datetime | None:
        """Where the clock belongs at an instant of the machine; None when it was not moved."""
        if not self.present:
            return None
        return datetime.fromisoformat(self.present) + (now - datetime.fromisoformat(self.since))


def belongs(at: datetime, now: datetime) -> datetime | None:
    """What the development clock is set to so that it is `at` when the machine says `now`: None, its own, where these are near."""
    return None if abs(at - now) < _CLOSE else at


def read(home: Path) -> Marker | None:
    """What is known of this home's province; None of a new home, and of one whose file cannot be read."""
    try:
        known = json.loads(_file(home).read_text(encoding="utf-8"))
        return Marker(**{one.name: known[one.name] for one in fields(Marker) if one.name in known})
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return None


def write(home: Path, marker: Marker) -> None:
    """Keeps it; readers see the old text or the new one, never half of it."""
    draft = _file(home).with_suffix(".new")
    draft.write_text(json.dumps(asdict(marker), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(_file(home))


def _file(home: Path) -> Path:
    return home / "province.json"
