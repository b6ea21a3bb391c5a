"""A certificate as the registry has it now: what evaluation knows of every recognition there is."""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate
from programme.places import Where

VALID = "valid"
"""The state, as the registry publishes it, of a certificate that holds."""


class Certificate(Aggregate):
    """
    One certificate, by its id; its version is the certificate's own, as the registry counts it. `number`: the product code, which
    stands on its paper; `decided`: the decision's number and year, however the number was spelt. `line`: in the decision's annex,
    where an issued decision said so. `struck`: of a list that was taken back, as if it had never been.
    """

    number: str
    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where
    star: int
    valid_from: date
    valid_until: date
    decision_number: str
    decided_on: date
    decided: str
    line: int | None = None
    status: str = VALID
    struck: bool = False
