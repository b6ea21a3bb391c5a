"""An office's council regulation as the office itself confirmed it, for councils under one rulebook."""

from __future__ import annotations

from datetime import datetime

from kit.aggregate import Aggregate
from kit.command import Fields
from law.rulebooks import CouncilRegulation


class Governing(Fields):
    """Under which rulebook an office's councils work, and in what time."""

    office: str
    rulebook_id: str
    terms: dict[str, int] = {}
    """Days for each step of a council, by the step (`law.terms`)."""


class OfficeRegulation(Governing, Aggregate):
    """What an office confirmed; its id is `office|rulebook`. What it confirmed before is in `earlier`, oldest first."""

    regulation: CouncilRegulation
    confirmed_at: datetime
    by_id: str
    by_name: str
    earlier: tuple[CouncilRegulation, ...] = ()


def regulation_id(office: str, rulebook_id: str) -> str:
    """The key of an office's regulation for councils under a rulebook."""
    return f"{office}|{rulebook_id}"


def version_of(own: OfficeRegulation | None) -> int:
    """The version of what an office confirmed; 0: nothing yet."""
    return own.version if own else 0
