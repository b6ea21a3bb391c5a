"""An office's council regulation as the office itself confirmed it, for councils under one rulebook."""

from __future__ import annotations

from datetime import datetime

from kit.aggregate import Aggregate
from law.rulebooks import CouncilRegulation


class OfficeRegulation(Aggregate):
    """What an office confirmed; its id is `office|rulebook`. What it confirmed before is in `earlier`, oldest first."""

    office: str
    rulebook_id: str
    regulation: CouncilRegulation
    terms: dict[str, int] = {}
    """Days for each step of a council, by the step (`law.terms`)."""
    confirmed_at: datetime
    by_id: str
    by_name: str
    earlier: tuple[CouncilRegulation, ...] = ()


def regulation_id(office: str, rulebook_id: str) -> str:
    """The key of an office's regulation for councils under a rulebook."""
    return f"{office}|{rulebook_id}"
