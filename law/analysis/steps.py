"""Steps up on a sheet, and the cheapest set of them that covers a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from law.rulebooks.sheet import Criterion
from law.scoring import Filled

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Climb:
    """To answer `option` instead: points gained, and how many better answers are climbed on the way."""

    option: str
    gain: Decimal
    steps: int


def climbs(leaf: Criterion, filled: Filled) -> list[Climb]:
    """Every better answer to a criterion, nearest first. Among the options of another case only when unanswered."""
    held = leaf.by_option.get(filled.answers.get(leaf.id, ""))
    points = held.points if held else NOTHING
    case = held.case if held else filled.case_of.get(leaf.id)
    better = [o for o in leaf.options if o.points > points and case in (None, o.case)]
    levels = sorted({option.points for option in better})
    return [Climb(option.id, option.points - points, levels.index(option.points) + 1) for option in better]


def cheapest(options: Mapping[str, Sequence[Climb]], gap: Decimal) -> dict[str, Climb] | None:
    """
    The climbs, at most one a criterion, that gain at least `gap` with the fewest steps, then in the fewest criteria,
    then with the least excess. None when all together do not suffice.

    Dynamic programming over gained points: exact, and small because points are few and capped at the gap.
    """
    if gap <= 0:
        return {}
    best: dict[Decimal, tuple[int, int, Decimal, dict[str, Climb]]] = {NOTHING: (0, 0, NOTHING, {})}
    for criterion, climbs_here in options.items():
        for gained, (steps, count, exact, chosen) in list(best.items()):
            for climb in climbs_here:
                reached = min(gap, gained + climb.gain)
                candidate = (steps + climb.steps, count + 1, exact + climb.gain, {**chosen, criterion: climb})
                if reached not in best or candidate[:3] < best[reached][:3]:
                    best[reached] = candidate
    return best[gap][3] if gap in best else None
