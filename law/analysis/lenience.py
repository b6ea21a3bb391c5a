"""
Who scores high and who scores low: members against their councils, offices against the tier above.

Ours, not the law's. Points on average; on fewer cases than the minimum nothing is said of anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Lean:
    """
    How many points someone's totals lie above (or below) those they are measured against, on average.

    `sample`: on how many cases. `shows`: enough cases to say anything; a lean on fewer must not be shown to anyone.
    """

    who: str
    sample: int
    mean: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None

    @property
    def shows(self) -> bool:
        return self.mean is not None


def members_lean(cases: Iterable[Mapping[str, Decimal]], minimum: int) -> list[Lean]:
    """
    Each member against the mean of the *other* members of the same case (member → total, one mapping a case).

    A case with one sheet says nothing. Sorted from strict to lenient, those without enough cases last.
    """
    gaps: dict[str, list[Decimal]] = defaultdict(list)
    for totals in cases:
        if len(totals) < 2:
            continue
        whole = sum(totals.values(), Decimal(0))
        for member, own in totals.items():
            gaps[member].append(own - (whole - own) / (len(totals) - 1))
    return _leans(gaps, minimum)


def offices_lean(pairs: Iterable[tuple[str, Decimal, Decimal]], minimum: int) -> list[Lean]:
    """Each office against what the next tier found of the same dossier: (office, own total, total of the tier above)."""
    gaps: dict[str, list[Decimal]] = defaultdict(list)
    for office, own, above in pairs:
        gaps[office].append(own - above)
    return _leans(gaps, minimum)


def _leans(gaps: Mapping[str, list[Decimal]], minimum: int) -> list[Lean]:
    leans = [_lean(who, values, minimum) for who, values in gaps.items()]
    return sorted(leans, key=lambda lean: (lean.mean is None, lean.mean or Decimal(0), lean.who))


def _lean(who: str, values: list[Decimal], minimum: int) -> Lean:
    if len(values) < minimum:
        return Lean(who, len(values), None, None, None)
    mean = sum(values, Decimal(0)) / len(values)
    return Lean(who, len(values), _cents(mean), _cents(min(values)), _cents(max(values)))


def _cents(points: Decimal) -> Decimal:
    return points.quantize(CENT, ROUND_HALF_EVEN)
