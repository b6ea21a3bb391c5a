"""
Scoring: from filled sheets to a star. Pure, exact, and the same code today and at any recount.

    from law.rulebooks import shelf
    from law.scoring import Filled, Seats, check_complete, council_result, self_assessment, shown

    rulebook = shelf().get(dossier.rulebook_id)
    filled = Filled(answers={"1.1": "1.1.c", ...})          # or Filled(parts={"A": "30", "B": "20.5", "C": "28"})
    check_complete(rulebook.sheet(7), filled)                # raises Several, with JSON pointers
    tally, finding = self_assessment(rulebook, 7, filled)    # tally.total, .parts["A"], .sections, finding.star, .missed

    seats = Seats(members=("a", "b", "c", "d"), chair="a", secretary="d", recused=())
    result = council_result(rulebook, "province", 7, {"a": filled, "b": ..., "c": ...}, seats,
                            settings=regulation.over(rulebook.council), round=1)
    result.total, result.star, result.route.outcome, result.route.authority, result.route.to
    decision_of(rulebook, result, SentBack("province", total, 3))    # ruled on a higher council's result
    shown(rulebook, result.total)                            # for people: never in another band than its star

Totals are points out of the sheet's maximum, as Decimal; a mean is rounded only towards the floor in its 28th digit.
"""

from law.scoring.agreement import Agreed, agreed_options
from law.scoring.completeness import check_complete, faults, is_complete
from law.scoring.council import (
    Quorum,
    Seats,
    Spread,
    mean_of,
    median_of,
    quorum_needed,
    quorum_of,
    require_quorum,
    spread_of,
)
from law.scoring.decision import Decision, SentBack, decision_of
from law.scoring.filled import Filled
from law.scoring.points import points_text
from law.scoring.refusals import (
    ChairMissing,
    CriterionUnanswered,
    NotASeat,
    QuorumNotMet,
    TierDoesNotScore,
)
from law.scoring.result import CouncilResult, council_result, self_assessment, star_by_total
from law.scoring.routes import Outcome, Route, route_of
from law.scoring.seal import Sealed, seal_of
from law.scoring.stars import StarFinding, Threshold, band_of, shown, star_of, thresholds_of
from law.scoring.totals import Tally, sheet_total
from law.scoring.unscored import unscored

__all__ = [
    "Agreed",
    "ChairMissing",
    "CouncilResult",
    "CriterionUnanswered",
    "Decision",
    "Filled",
    "NotASeat",
    "Outcome",
    "Quorum",
    "QuorumNotMet",
    "Route",
    "Sealed",
    "Seats",
    "SentBack",
    "Spread",
    "StarFinding",
    "Tally",
    "Threshold",
    "TierDoesNotScore",
    "agreed_options",
    "band_of",
    "check_complete",
    "council_result",
    "decision_of",
    "faults",
    "is_complete",
    "mean_of",
    "median_of",
    "points_text",
    "quorum_needed",
    "quorum_of",
    "require_quorum",
    "route_of",
    "seal_of",
    "self_assessment",
    "sheet_total",
    "shown",
    "spread_of",
    "star_by_total",
    "star_of",
    "thresholds_of",
    "unscored",
]
