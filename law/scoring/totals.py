"""
What a filled sheet adds up to. Points add, nothing is normalised, nothing is rounded.

Exact decimals. How a sheet adds up: Decision 26/2026/QĐ-TTg, Annex II.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.sheet import Condition, Sheet
from law.scoring.filled import Filled
from law.scoring.unscored import unscored

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """
    Points of one sheet: in total, per part, per section and per criterion.

    `unscored`: criteria a line of the act keeps from scoring. `rejected`: names of raised lines that reject the dossier.
    """

    total: Decimal
    parts: dict[str, Decimal]
    sections: dict[str, Decimal]
    criteria: dict[str, Decimal]
    unscored: dict[str, Condition]
    rejected: tuple[str, ...]


def sheet_total(sheet: Sheet, filled: Filled) -> Tally:
    """Adds up a sheet; unanswered criteria count nothing, so a half-filled sheet shows its running total."""
    stopped = unscored(sheet, filled)
    criteria: dict[str, Decimal] = {}
    sections: dict[str, Decimal] = {}
    parts: dict[str, Decimal] = {}
    for part in sheet.parts:
        of_part = NOTHING if part.sections else filled.parts.get(part.id, NOTHING)
        for section in part.sections:
            of_section = NOTHING
            for leaf in section.leaves:
                option = leaf.by_option.get(filled.answers.get(leaf.id, ""))
                points = NOTHING if option is None or leaf.id in stopped else option.points
                criteria[leaf.id] = points
                of_section += points
            sections[section.id] = of_section
            of_part += of_section
        parts[part.id] = of_part
    return Tally(sum(parts.values(), NOTHING), parts, sections, criteria, stopped, reject_lines(sheet, filled))


def reject_lines(sheet: Sheet, filled: Filled) -> tuple[str, ...]:
    """Names of the raised lines that reject the dossier, whatever it scores."""
    if not filled.raised:
        return ()
    return tuple(name for name in filled.raised if name in sheet.reject_names)
