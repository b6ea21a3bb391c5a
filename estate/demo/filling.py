"""A score sheet filled in by somebody who thinks well of the product, though not of everything about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

Json = Mapping[str, Any]


def fill(sheet: Json, *, total: int, star: int) -> dict[str, dict[str, str]]:
    """
    Answers of at most `total` points that still give `star`: the best everywhere, then the next best, from the first
    criterion on, wherever that keeps the least answer the star asks for. A sheet of whole parts is filled by shares.
    """
    whole = [part for part in sheet["parts"] if not part["sections"]]
    if whole:
        return {"parts": _shares({part["id"]: int(Decimal(part["max"])) for part in whole}, total)}
    leaves = list(_leaves(sheet["parts"]))
    ticked = {leaf["id"]: max(leaf["options"], key=_points) for leaf in leaves}
    for leaf in leaves:
        if sum(_points(option) for option in ticked.values()) <= total:
            break
        below = [
            option for option in leaf["options"] if _least(leaf, star) <= _points(option) < _points(ticked[leaf["id"]])
        ]
        if below and _points(below[-1]):
            ticked[leaf["id"]] = max(below, key=_points)
    return {"answers": {id: option["id"] for id, option in ticked.items()}}


def _leaves(parts: list[Json]) -> Iterator[Json]:
    for part in parts:
        for section in part["sections"]:
            for entry in section["criteria"]:
                yield from entry.get("criteria") or [entry]


def _points(option: Json) -> Decimal:
    return Decimal(option["points"])


def _least(leaf: Json, star: int) -> Decimal:
    asked = [_points(option) for option in leaf["options"] if (option.get("star") or 9) <= star]
    return max(asked, default=Decimal(0))


def _shares(most: dict[str, int], total: int) -> dict[str, str]:
    """Each part's share of the total, in whole points; what rounding leaves over goes to the first part."""
    given = {id: total * points // sum(most.values()) for id, points in most.items()}
    given[next(iter(given))] += total - sum(given.values())
    return {id: str(points) for id, points in given.items()}
