"""
A council's result: from sealed sheets and the rulebook to star, authority and route.

Raises refusals of `law.scoring.refusals`; sources are those of its steps (`council`, `agreement`, `stars`, `routes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.council import CouncilSettings
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.sheet import Sheet
from law.scoring import refusals
from law.scoring.agreement import Agreed, agreed_options
from law.scoring.council import Quorum, Seats, Spread, mean_of, quorum_of, require_quorum, spread_of
from law.scoring.filled import Filled
from law.scoring.routes import Route, route_of
from law.scoring.stars import StarFinding, Threshold, band_of, star_of, thresholds_of
from law.scoring.totals import Tally, sheet_total


@dataclass(frozen=True, slots=True)
class CouncilResult:
    """
    Everything a ruling rests on. `total` is the exact mean; show it with `law.scoring.shown`.

    `star` is 0 when a reject line stands: such a dossier has no star. `route.outcome` is `score-again` while the
    members lie too far apart and the regulation still allows a round.
    """

    rulebook_id: str
    rulebook_hash: str
    level: str
    set_no: int
    round: int
    settings: CouncilSettings
    tallies: dict[str, Tally]
    quorum: Quorum
    total: Decimal
    spread: Spread
    agreed: dict[str, Agreed]
    finding: StarFinding
    rejected: tuple[str, ...]
    star: int
    route: Route


def council_result(
    rulebook: Rulebook,
    level: str,
    set_no: int,
    sheets: Mapping[str, Filled],
    seats: Seats,
    *,
    settings: CouncilSettings | None = None,
    round: int = 1,
) -> CouncilResult:
    """
    Computes the result from the members' sealed, complete sheets (member → sheet).

    Raises TierDoesNotScore, NotASeat, QuorumNotMet, ChairMissing, UnknownSet.
    """
    rules = settings or rulebook.council
    require_scoring(rulebook, level)
    quorum = quorum_of(seats, rules, sheets.keys())
    require_quorum(quorum)
    sheet = rulebook.sheet(set_no)
    tallies = {member: sheet_total(sheet, filled) for member, filled in sheets.items()}
    totals = [tally.total for tally in tallies.values()]
    total = mean_of(totals)
    agreed = agreed_options(sheet, list(sheets.values()), list(tallies.values()), rules)
    finding = star_of(rulebook, total, read_thresholds(sheet, tallies, agreed, rules))
    spread = spread_of(totals, rules)
    rejected = standing_reject_lines(tallies, rules)
    star = 0 if rejected else finding.star
    route = council_route(rulebook, level, total, star, spread, rules, round, set_no)
    return CouncilResult(
        rulebook.id, rulebook.hash, level, set_no, round, rules, tallies, quorum, total, spread, agreed, finding,
        rejected, star, route,
    )  # fmt: skip


def require_scoring(rulebook: Rulebook, level: str) -> None:
    tier = rulebook.tier(level)
    if tier.acts != "scores":
        raise refusals.TierDoesNotScore(tier=tier.label.pair, rulebook=rulebook.id)


def read_thresholds(
    sheet: Sheet, tallies: Mapping[str, Tally], agreed: Mapping[str, Agreed], settings: CouncilSettings
) -> tuple[Threshold, ...]:
    """Thresholds against the agreed options, or against the lowest of all sheets when each sheet must meet them."""
    if settings.threshold_reading == "agreed":
        points = {criterion: one.points for criterion, one in agreed.items()}
    else:
        points = {leaf.id: min(tally.criteria[leaf.id] for tally in tallies.values()) for leaf in sheet.leaves}
    return thresholds_of(sheet, points)


def standing_reject_lines(tallies: Mapping[str, Tally], settings: CouncilSettings) -> tuple[str, ...]:
    """The reject lines that stand: raised by more than half of the sheets, or by any, as the regulation says."""
    raised = [line for tally in tallies.values() for line in dict.fromkeys(tally.rejected)]
    least = 1 if settings.reject_line_needs == "any" else len(tallies) // 2 + 1
    return tuple(line for line in dict.fromkeys(raised) if raised.count(line) >= least)


def council_route(
    rulebook: Rulebook,
    level: str,
    total: Decimal,
    star: int,
    spread: Spread,
    settings: CouncilSettings,
    round: int,
    set_no: int | None = None,
) -> Route:
    """Score again while the spread is too wide and a round is left; then rejected, or on by total and star."""
    if spread.exceeded and round < settings.rounds_at_most:
        return Route("score-again")
    if star == 0:
        return Route("not-recognised")
    return route_of(rulebook, level, total, star, settings, set_no)


def self_assessment(rulebook: Rulebook, set_no: int, filled: Filled) -> tuple[Tally, StarFinding]:
    """One sheet on its own, as a producer sees it: its points, its band, the thresholds met and missed."""
    sheet = rulebook.sheet(set_no)
    tally = sheet_total(sheet, filled)
    return tally, star_of(rulebook, tally.total, thresholds_of(sheet, tally.criteria))


def star_by_total(rulebook: Rulebook, total: Decimal) -> int:
    """The star of a bare total, before thresholds: for history whose sheets are gone."""
    return band_of(rulebook, total).star
