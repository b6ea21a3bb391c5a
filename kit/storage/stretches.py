"""The order of a list as stretches, each a question that an index answers; rows without a value come last."""

from __future__ import annotations

from typing import Any

from kit.storage.cursors import CursorUnreadable, Scalar

Stretch = tuple[dict[str, Any], int]
"""Which rows, and the direction in which they are asked for."""
Place = tuple[Scalar, str]
"""What a row is ordered by, and its id."""


def stretches(field: str, direction: int, place: Place | None, *, backwards: bool, may_be_empty: bool) -> list[Stretch]:
    """
    What follows a place of the order (or goes before it), nearest first; all of it without a place.

    One question each: asked as one, with `$or`, a planner may walk all. Raises CursorUnreadable for a place that is not
    of this order. `may_be_empty`: whether rows may have no value of the field.
    """
    step = -direction if backwards else direction
    beyond = "$gt" if step > 0 else "$lt"
    if field == "_id":
        if place is None:
            return [({}, step)]
        if place[0] != place[1]:
            raise CursorUnreadable("before" if backwards else "after")
        return [({"_id": {beyond: place[1]}}, step)]
    held, empty = {field: {"$ne": None}}, {field: None}
    if place is None:
        if direction < 0 or not may_be_empty:  # as the database has it
            return [({}, step)]
        return [(empty, step), (held, step)] if backwards else [(held, step), (empty, step)]
    value, id = place
    ties = ({field: value, "_id": {beyond: id}}, step)
    # The database has rows without a value before all others; where there may be some, ours have them last.
    empty_ahead = (direction < 0 or may_be_empty) is not backwards
    if value is None:
        return [ties] if empty_ahead else [ties, (held, step)]
    further = ({field: {beyond: value}}, step)
    return [ties, further, (empty, step)] if empty_ahead else [ties, further]
