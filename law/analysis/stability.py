"""
How firmly a star stands: without each member in turn, by the median, and near the edge of a band.

Ours, not the law's: nothing here changes a result. Points; the margin is a setting of the council.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.council import CouncilSettings
from law.rulebooks.rulebook import Rulebook
from law.scoring import Filled, agreed_options, band_of, mean_of, median_of, sheet_total, star_of
from law.scoring.result import read_thresholds


@dataclass(frozen=True, slots=True)
class Without:
    """The council's total and star had this member not scored."""

    member: str
    total: Decimal
    star: int


@dataclass(frozen=True, slots=True)
class Stability:
    """
    `star` and `total` of all sheets; `without` each member; the median and the star its band would give.

    `decisive`: members whose sheet alone changes the star.
    """

    total: Decimal
    star: int
    median: Decimal
    star_by_median: int
    without: tuple[Without, ...]

    @property
    def decisive(self) -> tuple[str, ...]:
        return tuple(one.member for one in self.without if one.star != self.star)

    @property
    def is_stable(self) -> bool:
        return not self.decisive and self.star_by_median == self.star


def stability(
    rulebook: Rulebook, set_no: int, sheets: Mapping[str, Filled], *, settings: CouncilSettings | None = None
) -> Stability:
    """
    Tries the result without each member. It weighs the scores only: quorum and route are left aside.

    The median moves the band, not the thresholds, which are read as before.
    """
    rules = settings or rulebook.council
    total, star = _star(rulebook, set_no, sheets, rules)
    sheet = rulebook.sheet(set_no)
    median = median_of(sheet_total(sheet, filled).total for filled in sheets.values())
    _, star_by_median = _star(rulebook, set_no, sheets, rules, total=median)
    without = []
    if len(sheets) > 1:
        for member in sheets:
            others = {other: filled for other, filled in sheets.items() if other != member}
            without.append(Without(member, *_star(rulebook, set_no, others, rules)))
    return Stability(total, star, median, star_by_median, tuple(without))


def _star(
    rulebook: Rulebook,
    set_no: int,
    sheets: Mapping[str, Filled],
    rules: CouncilSettings,
    total: Decimal | None = None,
) -> tuple[Decimal, int]:
    sheet = rulebook.sheet(set_no)
    tallies = {member: sheet_total(sheet, filled) for member, filled in sheets.items()}
    if total is None:
        total = mean_of([tally.total for tally in tallies.values()])
    agreed = agreed_options(sheet, list(sheets.values()), list(tallies.values()), rules)
    return total, star_of(rulebook, total, read_thresholds(sheet, tallies, agreed, rules)).star


@dataclass(frozen=True, slots=True)
class NearEdge:
    """A total within the margin of a band's edge. `above`: it holds the higher star, barely; else it just misses it."""

    edge: Decimal
    star: int
    distance: Decimal
    above: bool


def near_edge(rulebook: Rulebook, total: Decimal, margin: Decimal) -> NearEdge | None:
    """The nearest edge between two stars no further than `margin` points away; none when the total is clear of all."""
    lowest = min(rulebook.bands, key=lambda band: band.star)
    edges = [(abs(total - band.least), band) for band in rulebook.bands if band.star != lowest.star]
    distance, band = min(edges, key=lambda edge: edge[0])
    if distance > margin:
        return None
    return NearEdge(band.least, band.star, distance, band_of(rulebook, total).star >= band.star)
