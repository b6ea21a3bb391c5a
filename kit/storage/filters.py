"""
Filters put together so that a planner finds the index.

The embedded server uses none for a condition inside `$and` or `$or`, and any planner has less to choose from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Filter = Mapping[str, Any]

_NONE_OF_THEM: Filter = {"$in": []}
NOTHING: Filter = {"_id": _NONE_OF_THEM}


IN_ONE_QUESTION = 100


def parts(values: Iterable[str]) -> Iterator[list[str]]:
    """
    The values, each once, a hundred at a time, for as many questions with `$in` where most will be found.

    The embedded server compares every row it finds with every value of the question: 2,000 at once took it 2.8 s, in
    hundreds 0.2 s. MongoDB takes as long either way.
    """
    some = sorted(set(values))
    for start in range(0, len(some), IN_ONE_QUESTION):
        yield some[start : start + IN_ONE_QUESTION]


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
