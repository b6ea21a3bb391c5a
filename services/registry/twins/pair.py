"""A pair of likely twins: two producers, or two products, whose names are alike."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from kit.aggregate import Aggregate
from kit.history import Stateful
from services.registry.twins.lifecycle import LIFECYCLE, State


class Kind(StrEnum):
    """What the two are."""

    PRODUCER = "producer"
    PRODUCT = "product"


class Pair(Stateful, lifecycle=LIFECYCLE):
    """
    Two records that may be one; the id is made of theirs, so that a pair is there once. `how`: how alike their names are,
    0 to 100. The places are the records' own, for whose offices may see it. `open_since`: when it was found, or asked about
    again; None: an earlier release kept it.
    """

    kind: Kind
    one: str
    other: str
    one_place: str
    other_place: str
    how: int
    state: State = State.OPEN
    open_since: datetime | None = None


def pair_id(kind: Kind, one: str, other: str) -> str:
    """The id of a pair, whichever of the two is named first."""
    return ":".join((kind.value, *sorted((one, other))))


class Meeting(Aggregate):
    """A row on which those meet who enter names alike at one moment."""
