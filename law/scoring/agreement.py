"""
What a council agreed on, criterion by criterion.

No act says how a council agrees on a criterion: both readings are settings of its regulation, the default an assumption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.council import CouncilSettings
from law.rulebooks.sheet import Criterion, Sheet
from law.scoring.filled import Filled
from law.scoring.totals import NOTHING, Tally


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreed option of a criterion (none: not scored), its points and how many chose it."""

    criterion: str
    option: str | None
    points: Decimal
    votes: int


def agreed_options(
    sheet: Sheet, filled: Sequence[Filled], tallies: Sequence[Tally], settings: CouncilSettings
) -> dict[str, Agreed]:
    """Criterion → what the council agreed on, by the reading its regulation chose."""
    pick = lower_median if settings.agreed_option == "lower-median" else most_chosen
    return {
        leaf.id: pick(
            leaf,
            [
                None if leaf.id in tally.unscored else _vote(leaf, one)
                for one, tally in zip(filled, tallies, strict=True)
            ],
        )
        for leaf in sheet.leaves
    }


def _vote(leaf: Criterion, filled: Filled) -> str | None:
    """What was ticked; an option the sheet does not have (a record that was altered) is no vote, as it is no points."""
    ticked = filled.answers.get(leaf.id)
    return ticked if ticked in leaf.by_option else None


def most_chosen(leaf: Criterion, votes: Sequence[str | None]) -> Agreed:
    """The option most members chose; on a tie the one with fewer points, so that doubt never lifts a star."""
    counted = Counter(votes)
    option = min(counted, key=lambda vote: (-counted[vote], *_rank(leaf, vote)))
    return Agreed(leaf.id, option, _points(leaf, option), counted[option])


def lower_median(leaf: Criterion, votes: Sequence[str | None]) -> Agreed:
    """The middle option, the lower of two. Raising any one vote can never lower it."""
    in_order = sorted(votes, key=lambda vote: _rank(leaf, vote))
    option = in_order[(len(in_order) - 1) // 2]
    return Agreed(leaf.id, option, _points(leaf, option), in_order.count(option))


def _rank(leaf: Criterion, vote: str | None) -> tuple[Decimal, int]:
    return (_points(leaf, vote), -1 if vote is None else list(leaf.by_option).index(vote))


def _points(leaf: Criterion, vote: str | None) -> Decimal:
    return NOTHING if vote is None else leaf.by_option[vote].points
