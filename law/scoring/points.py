"""Points as text: the one way they are written in documents, events and answers."""

from __future__ import annotations

from decimal import Decimal


def points_text(points: Decimal) -> str:
    """Points as plain decimal text without needless zeros: `28.5`, never `28.50` nor `2.85E+1`."""
    plain = format(points, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
