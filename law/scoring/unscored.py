"""
Which criteria are not scored on a filled sheet, and which line of the act says so.

The lines are those of Annex II to Decision 26/2026/QĐ-TTg, beside each criterion.
"""

from __future__ import annotations

from collections.abc import Iterator

from law.rulebooks.sheet import Condition, Criterion, Sheet, When
from law.scoring.filled import Filled


def unscored(sheet: Sheet, filled: Filled) -> dict[str, Condition]:
    """Criterion → the line that stops it. A stopped criterion scores nothing, whatever is ticked there."""
    stopped: dict[str, Condition] = {}
    for leaf, condition in _not_scored_lines(sheet):
        name = f"{leaf.id}/{condition.id}"
        if name in filled.raised or (condition.when is not None and _holds(condition.when, sheet, filled, stopped)):
            for reached in _reach(condition, leaf, sheet):
                stopped.setdefault(reached, condition)
    return stopped


def _not_scored_lines(sheet: Sheet) -> Iterator[tuple[Criterion, Condition]]:
    for leaf in sheet.conditional_leaves:
        for condition in leaf.conditions:
            if condition.kind == "not-scored":
                yield leaf, condition


def _holds(when: When, sheet: Sheet, filled: Filled, stopped: dict[str, Condition]) -> bool:
    return any(_scored_at_most(criterion, when, sheet, filled, stopped) for criterion in when.criteria)


def _scored_at_most(criterion: str, when: When, sheet: Sheet, filled: Filled, stopped: dict[str, Condition]) -> bool:
    if criterion in stopped:
        return True
    option = sheet.by_criterion[criterion].by_option.get(filled.answers.get(criterion, ""))
    return option is not None and option.points <= when.points_at_most


def _reach(condition: Condition, leaf: Criterion, sheet: Sheet) -> Iterator[str]:
    match condition.reach:
        case "criterion" | "options":
            yield leaf.id
        case "following":
            yield from (other.id for other in sheet.leaves[sheet.position[leaf.id] + 1 :])
        case "others":
            yield from (other.id for other in sheet.leaves if other.id != leaf.id)
        case "product":
            yield from (other.id for other in sheet.leaves)
