"""Where revealed sheets differ, criterion by criterion: what a council discusses before it scores again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pydantic import BaseModel

from law.rulebooks import Sheet as Form
from services.evaluation.cases.dossier import MemberSheet


class Given(BaseModel):
    """What one member gave: an option's id and its points; none of either where nothing was chosen."""

    option: str | None
    points: Decimal | None


class Difference(BaseModel):
    """A criterion, or a part scored as a whole, that members judged differently. `spread`: highest minus lowest, in points."""

    id: str
    vi: str
    en: str
    spread: Decimal
    given: list[Given]
    """In the order of the sheets."""


def differences(form: Form, sheets: Sequence[MemberSheet]) -> list[Difference]:
    """Where the sheets of one round differ, those furthest apart first; nothing of one sheet alone."""
    found = []
    for leaf in form.leaves:
        options = {option.id: option.points for option in leaf.options}
        chosen = [sheet.answers.get(leaf.id) for sheet in sheets]
        given = [Given(option=one, points=options.get(one or "")) for one in chosen]
        found.append((leaf.id, leaf.label, given))
    for part in form.whole_parts:
        points = [sheet.parts.get(part.id) for sheet in sheets]
        found.append(
            (part.id, part.label, [Given(option=None, points=Decimal(one) if one else None) for one in points])
        )
    differing = [
        Difference(id=id, vi=label.vi, en=label.en, spread=_spread(given), given=given)
        for id, label, given in found
        if len({(one.option, one.points) for one in given}) > 1
    ]
    return sorted(differing, key=lambda one: -one.spread)


def _spread(given: Sequence[Given]) -> Decimal:
    points = [one.points or Decimal(0) for one in given]
    return max(points) - min(points)
