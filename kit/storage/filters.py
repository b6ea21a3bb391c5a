"""
Filters put together so that a planner finds the index.

The embedded server uses none for a condition inside `$and` or `$or`, and any planner has less to choose from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Filter = Mapping[str, Any]

_NONE_OF_THEM: Filter = {"$in": []}
NOTHING: Filter = {"_id": _NONE_OF_THEM}


def any_of(*ways: Filter) -> dict[str, Any]:
    """What one of the ways matches; one that can match nothing is left out, and a single one stands for itself."""
    left = [dict(way) for way in ways if not any(condition == _NONE_OF_THEM for condition in way.values())]
    if len(left) > 1:
        return {"$or": left}
    return left[0] if left else dict(NOTHING)


def all_of(*filters: Filter) -> dict[str, Any]:
    """What all of them match: side by side while they speak of different fields."""
    together: dict[str, Any] = {}
    apart: list[dict[str, Any]] = []
    for filter in filters:
        if together.keys() & filter.keys():
            apart.append(dict(filter))
        else:
            together |= filter
    return {"$and": [together, *apart]} if apart else together
