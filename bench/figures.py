"""Repetitions in turn, medians with their spread, and a ratio against each baseline."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Contestant = Callable[[], Awaitable[float]]
Better = Literal["more", "less"]


@dataclass(frozen=True)
class Goal:
    """What a figure should reach: as a ratio to the contestant `of`, or absolutely where `of` is empty."""

    of: str
    bound: float
    better: Better


@dataclass
class Figure:
    """One measure: the runs of ours and of those it is held against, in `unit`."""

    name: str
    unit: str
    runs: dict[str, list[float]]
    goals: tuple[Goal, ...] = ()
    said: str = ""
    notes: list[str] = field(default_factory=list)

    def median(self, who: str) -> float:
        """The middle of the repetitions."""
        return statistics.median(self.runs[who])

    def spread(self, who: str) -> tuple[float, float]:
        """The smallest and the largest of the repetitions."""
        return min(self.runs[who]), max(self.runs[who])

    def reached(self, goal: Goal) -> float | None:
        """Ours against the goal's baseline, as the median of the ratios of each round; None without a baseline."""
        if not goal.of:
            return self.median("ours")
        if goal.of not in self.runs:
            return None
        pairs = zip(self.runs["ours"], self.runs[goal.of], strict=True)
        return statistics.median(ours / theirs for ours, theirs in pairs)

    def holds(self, goal: Goal) -> bool | None:
        """Whether the goal is reached; None when it could not be measured."""
        reached = self.reached(goal)
        if reached is None:
            return None
        return reached >= goal.bound if goal.better == "more" else reached <= goal.bound


async def in_turn(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, list[float]]:
    """
    Lets every contestant run once a round, each round beginning with another: what the machine does meanwhile
    falls on all of them alike. A round before the first is run and not counted.
    """
    names = list(contestants)
    runs: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-1, rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            gc.collect()
            value = await contestants[name]()
            if number >= 0:
                runs[name].append(value)
    return runs
