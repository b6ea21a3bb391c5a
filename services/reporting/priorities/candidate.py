"""What reporting knows of a product for putting it first: whose it is, and what is held of it. No person is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kit.aggregate import Aggregate


class Candidate(Aggregate):
    """
    A product as its newest event has it; its version is that event's. `gone`: withdrawn, struck or merged. `ended`: somebody
    confirmed that it is no longer made.
    """

    name: str
    set_no: int
    producer_id: str
    producer_name: str
    producer_kind: str
    place: str
    place_name: str
    place_on: date
    origin: str
    root: str
    gone: bool = False
    ended: bool = False


class Holding(Aggregate):
    """
    Something held of a product, or of its producer where `product_id` is None: a credential or linkage contract that holds
    from `since` to `until`, or the yearly card of a `year` with its amounts. Its version is that of the subject's event.
    """

    sort: str
    """`credential`, `linkage`, `card` or `profile`."""
    code: str
    producer_id: str
    product_id: str | None = None
    since: date | None = None
    until: date | None = None
    year: int | None = None
    amounts: dict[str, int] = {}
    women_led: bool | None = None
    gone: bool = False


@dataclass(frozen=True)
class Facts:
    """
    What counts of one product on a day. `star`: held, 0 without one. `cards`: amounts of its yearly cards, by year.
    `credentials`: how many of each kind are in force. `women_led`: None where nobody said, or it is not to be said.
    """

    star: int = 0
    recognitions: int = 0
    cards: dict[int, dict[str, int]] = field(default_factory=dict)
    linkages: int = 0
    credentials: dict[str, int] = field(default_factory=dict)
    producer_kind: str = ""
    women_led: bool | None = None
    set_no: int = 0


def in_force(holdings: Sequence[Holding], sort: str, on: date) -> list[Holding]:
    """Those of a sort that hold on a day."""
    return [
        one
        for one in holdings
        if one.sort == sort
        and not one.gone
        and (one.since is None or one.since <= on)
        and (one.until is None or on <= one.until)
    ]
