"""
From a total to a star: the band it lies in, and the thresholds that hold a star back.

Points are out of 100. Bands: Decision 26/2026/QĐ-TTg, Article 3.3; minima: the star footnotes of its Annex II. Both are read
from the rulebook of the dossier, whatever the act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from law.rulebooks.rulebook import Band, Rulebook
from law.rulebooks.sheet import Sheet

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A criterion's least score for a star, and what it scored."""

    criterion: str
    star: int
    needed: Decimal
    scored: Decimal

    @property
    def met(self) -> bool:
        return self.scored >= self.needed


@dataclass(frozen=True, slots=True)
class StarFinding:
    """`star` is what both allow: the band of the total, and every threshold up to that star."""

    star: int
    band: Band
    thresholds: tuple[Threshold, ...]

    @property
    def missed(self) -> tuple[Threshold, ...]:
        """Thresholds not met, of the stars the total would have allowed."""
        return tuple(t for t in self.thresholds if not t.met and t.star <= self.band.star)


def band_of(rulebook: Rulebook, total: Decimal) -> Band:
    """The band a total lies in. Exact: what is a hair below an edge stays below it."""
    return max((band for band in rulebook.bands if total >= band.least), key=lambda band: band.star)


def thresholds_of(sheet: Sheet, points: Mapping[str, Decimal]) -> tuple[Threshold, ...]:
    """Every threshold of the sheet against the points given per criterion."""
    return tuple(
        Threshold(criterion, star, needed, points.get(criterion, Decimal(0)))
        for criterion, star, needed in sheet.thresholds
    )


def star_of(rulebook: Rulebook, total: Decimal, thresholds: Sequence[Threshold]) -> StarFinding:
    """The most stars for which the total suffices and every threshold of that or a lower star is met."""
    band = band_of(rulebook, total)
    lowest_missed = min((t.star for t in thresholds if not t.met), default=band.star + 1)
    return StarFinding(min(band.star, lowest_missed - 1), band, tuple(thresholds))


def shown(rulebook: Rulebook, total: Decimal) -> Decimal:
    """
    A total as people see it, in hundredths.

    Rounded half up, unless that would lift it over the edge of a band or of a forwarding limit: then it is cut, so
    that nobody reads "70.00" beside three stars.
    """
    rounded = total.quantize(CENT, ROUND_HALF_UP)
    edges = [band.least for band in rulebook.bands]
    edges += [tier.forward_at for tier in rulebook.tiers if tier.forward_at is not None]
    if any(total < edge <= rounded for edge in edges):
        return total.quantize(CENT, ROUND_FLOOR)
    return rounded
