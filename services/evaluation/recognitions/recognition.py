"""What was said of a certificate on its way: that it was revoked, given up, or may not carry the mark."""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate


class Recognition(Aggregate):
    """
    One certificate, by its id; its version is the certificate's own, as the registry counts it.

    `how`: `revoked`, `given-up`, or None while it holds. `mark`: whether the mark may be used.
    """

    product_id: str
    product_code: str = ""
    how: str | None = None
    on: date | None = None
    decision: str | None = None
    grounds: tuple[str, ...] = ()
    mark: str | None = None
