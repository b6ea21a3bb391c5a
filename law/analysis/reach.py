"""
What a self-assessment still lacks: for each star, the thresholds to meet and the cheapest points to find.

Points are those of the sheet (Annex II); what is "cheapest" is ours: fewest steps up, as no act weighs effort.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from law.analysis.steps import cheapest, climbs
from law.rulebooks.rulebook import Rulebook
from law.rulebooks.sheet import Condition, Sheet
from law.scoring import Filled, Tally, sheet_total, star_of, thresholds_of

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Improvement:
    """
    Answer `to_option` instead of `from_option` (none: not answered yet): `gain` points, `steps` options further up.

    `why`: a threshold of the star asks for it, or its points are needed.
    """

    criterion: str
    from_option: str | None
    to_option: str
    gain: Decimal
    steps: int
    why: Literal["threshold", "points"]


@dataclass(frozen=True, slots=True)
class Target:
    """
    What a star takes. `missing`: points short of its band. `reachable`: whether the sheet has room for them.

    `improvements`: every threshold first, then the fewest steps up that cover the rest. For parts scored as a whole
    there are no steps to name: `missing` and `room` are all that can be said.
    """

    star: int
    reachable: bool
    missing: Decimal
    room: Decimal
    improvements: tuple[Improvement, ...]

    @property
    def steps(self) -> int:
        return sum(improvement.steps for improvement in self.improvements)


@dataclass(frozen=True, slots=True)
class Reach:
    """`star` is what the sheet has now, `best` the highest that it could have; `targets` the stars above now."""

    star: int
    best: int
    total: Decimal
    targets: tuple[Target, ...]


def reach(rulebook: Rulebook, set_no: int, filled: Filled) -> Reach:
    """Says how far a sheet can go. A raised reject line leaves nothing to reach."""
    sheet = rulebook.sheet(set_no)
    tally = sheet_total(sheet, filled)
    now = star_of(rulebook, tally.total, thresholds_of(sheet, tally.criteria)).star
    stars = sorted(band.star for band in rulebook.bands if band.star > now)
    if tally.rejected:
        return Reach(0, 0, tally.total, ())
    targets = tuple(_target(rulebook, sheet, filled, tally, star) for star in stars)
    best = max((target.star for target in targets if target.reachable), default=now)
    return Reach(now, best, tally.total, targets)


def _target(rulebook: Rulebook, sheet: Sheet, filled: Filled, tally: Tally, star: int) -> Target:
    least = next(band.least for band in rulebook.bands if band.star == star)
    missing = max(NOTHING, least - tally.total)
    room = _room(sheet, filled, tally)
    required = _threshold_climbs(sheet, filled, tally, star)
    if required is None:
        return Target(star, False, missing, room, ())
    found = _climb(sheet, filled, required, least)
    if found is None:
        opened = {**_opening(sheet, tally, tally.unscored), **required}
        found = _climb(sheet, filled, opened, least)
    if found is None:
        return Target(star, False, missing, room, tuple(_improvements(sheet, filled, tally, required, required)))
    return Target(star, True, missing, room, tuple(_improvements(sheet, filled, tally, found, required)))


def _climb(sheet: Sheet, filled: Filled, first: Mapping[str, str], least: Decimal) -> dict[str, str] | None:
    """Answers to give, `first` among them, so that the sheet reaches `least`; None when it has no room for that."""
    raised = _with(filled, first)
    after = sheet_total(sheet, raised)
    gap = max(NOTHING, least - after.total - _room_of_whole_parts(sheet, filled))
    open_leaves = {leaf.id: climbs(leaf, raised) for leaf in sheet.leaves if leaf.id not in after.unscored}
    chosen = cheapest(open_leaves, gap)
    return None if chosen is None else {**first, **{criterion: climb.option for criterion, climb in chosen.items()}}


def _threshold_climbs(sheet: Sheet, filled: Filled, tally: Tally, star: int) -> dict[str, str] | None:
    """Criterion → the lowest option that meets all its thresholds up to the star; None when one cannot be met."""
    wanted: dict[str, Decimal] = {}
    for threshold in thresholds_of(sheet, tally.criteria):
        if threshold.star <= star and not threshold.met:
            wanted[threshold.criterion] = max(threshold.needed, wanted.get(threshold.criterion, NOTHING))
    stopped = {criterion: tally.unscored[criterion] for criterion in wanted if criterion in tally.unscored}
    if any(condition.when is None for condition in stopped.values()):
        return None
    climbed = {criterion: _lowest(sheet, filled, criterion, needed) for criterion, needed in wanted.items()}
    return {**_opening(sheet, tally, stopped), **climbed}


def _opening(sheet: Sheet, tally: Tally, stopped: Mapping[str, Condition]) -> dict[str, str]:
    """The least answers that let criteria be scored again which the sheet itself stops (no story: its telling)."""
    opened: dict[str, str] = {}
    for condition in stopped.values():
        for criterion in condition.when.criteria if condition.when else ():
            limit = condition.when.points_at_most if condition.when else NOTHING
            if tally.criteria[criterion] <= limit:
                better = [o for o in sheet.by_criterion[criterion].options if o.points > limit]
                opened[criterion] = min(better, key=lambda option: option.points).id
    return opened


def _improvements(
    sheet: Sheet, filled: Filled, tally: Tally, answers: Mapping[str, str], required: Mapping[str, str]
) -> Iterator[Improvement]:
    for criterion in sorted(answers, key=lambda c: (c not in required, sheet.position[c])):
        leaf, to_option = sheet.by_criterion[criterion], answers[criterion]
        held = filled.answers.get(criterion)
        if held == to_option:  # ticked already, and counts once what stops it is opened
            continue
        points = leaf.by_option[to_option].points
        steps = len({o.points for o in leaf.options if tally.criteria[criterion] < o.points <= points})
        why: Literal["threshold", "points"] = "threshold" if criterion in required else "points"
        yield Improvement(criterion, held, to_option, points - tally.criteria[criterion], steps, why)


def _lowest(sheet: Sheet, filled: Filled, criterion: str, needed: Decimal) -> str:
    """The lowest option that is enough; the one ticked already when it is enough and only kept from counting."""
    leaf = sheet.by_criterion[criterion]
    held = leaf.by_option.get(filled.answers.get(criterion, ""))
    if held is not None and held.points >= needed:
        return held.id
    return min((o for o in leaf.options if o.points >= needed), key=lambda option: option.points).id


def _with(filled: Filled, answers: Mapping[str, str]) -> Filled:
    cases = {criterion: case for criterion, case in filled.case_of.items() if criterion not in answers}
    return filled.model_copy(update={"answers": {**filled.answers, **answers}, "case_of": cases})


def _room(sheet: Sheet, filled: Filled, tally: Tally) -> Decimal:
    """Points still to be had: of criteria no raised line stops, and of parts scored as a whole."""
    free = [leaf for leaf in sheet.leaves if (stop := tally.unscored.get(leaf.id)) is None or stop.when is not None]
    of_leaves = sum((leaf.max - tally.criteria[leaf.id] for leaf in free), NOTHING)
    return of_leaves + _room_of_whole_parts(sheet, filled)


def _room_of_whole_parts(sheet: Sheet, filled: Filled) -> Decimal:
    return sum((part.max - filled.parts.get(part.id, NOTHING) for part in sheet.whole_parts), NOTHING)
