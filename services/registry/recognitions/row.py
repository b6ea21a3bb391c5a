"""One row of a published list, read: what it says and, as nothing, what it does not say."""

from __future__ import annotations

from law.levels import place_kinds
from programme.places import Where
from services.registry.products.product import Published

COLUMNS = (
    "product",
    "producer",
    "producer_kind",
    *place_kinds()[:-1],
    "province_then",
    "star",
    "decision",
    "decided_on",
    "kind",
    "stage",
    "as_of",
    "confidence",
    "source",
)
"""The columns of a list, in its order; places by their kinds below the province, the smallest first. `set_no` may follow: sources do not print it, whoever loads the list must say it."""


class Row(Published):
    """`place`: the smallest unit the source names, as it was called then. `producer` is empty when it names none."""

    product: str
    set_no: int
    producer: str
    producer_kind: str
    place: Where

    @property
    def certifies(self) -> bool:
        """Whether star, decision and day are published of a recognition: enough for a certificate to be kept."""
        return self.stage == "recognised" and bool(self.star and self.decision and self.decided_on)
