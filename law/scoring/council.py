"""
A council as arithmetic: who may score, are they enough, their mean, how far they lie apart.

Totals in points. The acts leave quorum, spread and rounds to each council's own regulation (Decision 26/2026/QĐ-TTg,
Article 7.3); published ones (Tây Ninh, Đồng Tháp) give the defaults of the rulebooks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from law.rulebooks.council import CouncilSettings
from law.scoring import refusals

# Rounding towards the floor keeps the mean on its own side of every band: an edge is itself a number this context can
# write, so a mean below it stays below and one at or above it stays there.
FLOOR = Context(prec=28, rounding=ROUND_FLOOR)


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits on a council for one case. The recused neither score nor count towards the quorum."""

    members: tuple[str, ...]
    chair: str
    secretary: str | None = None
    recused: tuple[str, ...] = ()

    def eligible(self, settings: CouncilSettings) -> tuple[str, ...]:
        """Members who may score this case."""
        silent = set(self.recused)
        if self.secretary is not None and not settings.secretary_scores:
            silent.add(self.secretary)
        return tuple(member for member in self.members if member not in silent)


@dataclass(frozen=True, slots=True)
class Quorum:
    """`needed` sheets out of `eligible` members; `present` are in."""

    present: int
    eligible: int
    needed: int
    share: Decimal
    chair_present: bool
    chair_needed: bool

    @property
    def met(self) -> bool:
        return self.present >= self.needed and (self.chair_present or not self.chair_needed)


@dataclass(frozen=True, slots=True)
class Spread:
    """Highest minus lowest total, in points, against the limit of the regulation."""

    points: Decimal
    limit: Decimal

    @property
    def exceeded(self) -> bool:
        return self.points > self.limit


def quorum_needed(eligible: int, settings: CouncilSettings) -> int:
    """How many sheets make a quorum: the share of those who may score, and never fewer than the least number."""
    return max(settings.scorers_at_least, int((settings.quorum_share * eligible).to_integral_value(ROUND_CEILING)))


def quorum_of(seats: Seats, settings: CouncilSettings, present: Collection[str]) -> Quorum:
    """The quorum with these members' sheets in. Raises NotASeat for a sheet that must not count."""
    eligible = seats.eligible(settings)
    for member in present:
        if member not in eligible:
            raise refusals.NotASeat(member=member)
    needed = quorum_needed(len(eligible), settings)
    share = settings.quorum_share
    return Quorum(len(present), len(eligible), needed, share, seats.chair in present, settings.chair_must_attend)


def require_quorum(quorum: Quorum) -> None:
    """Raises QuorumNotMet or ChairMissing."""
    if quorum.present < quorum.needed:
        raise refusals.QuorumNotMet(present=quorum.present, eligible=quorum.eligible, needed=quorum.needed)
    if quorum.chair_needed and not quorum.chair_present:
        raise refusals.ChairMissing()


def mean_of(totals: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean of the members' totals, never lifted over a band's edge by rounding."""
    return FLOOR.divide(sum(totals, Decimal(0)), Decimal(len(totals)))


def median_of(totals: Iterable[Decimal]) -> Decimal:
    """The middle total, or the mean of the middle two."""
    in_order = sorted(totals)
    half = len(in_order) // 2
    return in_order[half] if len(in_order) % 2 else mean_of(in_order[half - 1 : half + 1])


def spread_of(totals: Sequence[Decimal], settings: CouncilSettings) -> Spread:
    """How many points the highest and the lowest total lie apart, against the regulation's limit."""
    return Spread(max(totals) - min(totals), settings.spread_limit)
