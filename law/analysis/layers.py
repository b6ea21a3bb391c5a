"""The same dossier through several eyes: self, commune, advisers, council, criterion by criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.rulebook import Rulebook
from law.scoring import Filled, Tally, sheet_total, star_of, thresholds_of


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


def compare_layers(rulebook: Rulebook, set_no: int, layers: Mapping[str, Filled]) -> Layers:
    """This will set the sheets of one dossier side by side. Layers may be half-filled; blanks stay blanks."""
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
