"""A sheet filled under one rulebook, as another can read it."""

from __future__ import annotations

from law.rulebooks.sheet import Sheet
from law.scoring import Filled, sheet_total


def fitted(filled: Filled, former: Sheet, sheet: Sheet) -> Filled:
    """
    The same sheet unless the other rulebook scores whole parts: then the points each part came to.

    Nothing is scaled: where a part's maximum shrank, a sheet above it does not fit and completeness says so.
    """
    whole = {part.id for part in sheet.whole_parts}
    if not whole or former.whole_parts:
        return filled
    tally = sheet_total(former, filled)
    return Filled(parts={part: points for part, points in tally.parts.items() if part in whole})
