"""
The same dossier through several eyes: self, commune, advisers, council, criterion by criterion.

Ours, not the law's: every tier's scores are kept beside each other, none is corrected by another. Points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.council import CouncilSettings
from law.rulebooks.rulebook import Rulebook
from law.scoring import Filled, Tally, agreed_options, mean_of, sheet_total, star_of, thresholds_of


@dataclass(frozen=True, slots=True)
class Row:
    """Points of one criterion (or part scored as a whole) by layer; None where a layer gave none."""

    criterion: str
    points: dict[str, Decimal | None]

    @property
    def spread(self) -> Decimal:
        """Highest minus lowest of the layers that scored it."""
        given = [points for points in self.points.values() if points is not None]
        return max(given) - min(given) if given else Decimal(0)

    @property
    def agrees(self) -> bool:
        return self.spread == 0


@dataclass(frozen=True, slots=True)
class Layers:
    """`totals` and `stars` by layer, in the order given; `rows` in the order of the sheet."""

    totals: dict[str, Decimal]
    stars: dict[str, int]
    rows: tuple[Row, ...]

    @property
    def disputed(self) -> tuple[Row, ...]:
        """Rows on which the layers differ, widest first."""
        return tuple(sorted((row for row in self.rows if not row.agrees), key=lambda row: -row.spread))


def council_layer(
    rulebook: Rulebook, set_no: int, sheets: Sequence[Filled], settings: CouncilSettings | None = None
) -> Filled:
    """
    A council as one layer: the option agreed on each criterion, the mean of parts scored as a whole.

    It is for comparing; a council's total is the mean of its sheets, not the total of this one.
    """
    sheet = rulebook.sheet(set_no)
    tallies = [sheet_total(sheet, filled) for filled in sheets]
    agreed = agreed_options(sheet, sheets, tallies, settings or rulebook.council)
    answers = {criterion: one.option for criterion, one in agreed.items() if one.option is not None}
    whole = {
        part.id: mean_of([filled.parts[part.id] for filled in sheets])
        for part in sheet.whole_parts
        if all(part.id in filled.parts for filled in sheets)
    }
    return Filled(answers=answers, parts=whole)


def compare_layers(rulebook: Rulebook, set_no: int, layers: Mapping[str, Filled]) -> Layers:
    """Sets the sheets of one dossier side by side. Layers may be half-filled; blanks stay blanks."""
    sheet = rulebook.sheet(set_no)
    tallies = {name: sheet_total(sheet, filled) for name, filled in layers.items()}
    rows = [
        Row(leaf.id, {n: t.criteria[leaf.id] if leaf.id in layers[n].answers else None for n, t in tallies.items()})
        for leaf in sheet.leaves
    ]
    rows += [Row(part.id, {n: layers[n].parts.get(part.id) for n in tallies}) for part in sheet.whole_parts]

    def star(tally: Tally) -> int:
        return 0 if tally.rejected else star_of(rulebook, tally.total, thresholds_of(sheet, tally.criteria)).star

    totals = {name: tally.total for name, tally in tallies.items()}
    return Layers(totals, {name: star(tally) for name, tally in tallies.items()}, tuple(rows))
