"""Where revealed sheets differ, criterion by criterion: what a council discusses before it scores again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pydantic import BaseModel

from law.rulebooks import Criterion
from law.rulebooks import Sheet as Form
from services.evaluation.cases.dossier import MemberSheet


class Given(BaseModel):
    """What one member gave: an option's id, its words and points, none of these where nothing was chosen; and what they noted."""

    option: str | None
    points: Decimal | None
    vi: str | None = None
    en: str | None = None
    note: str | None = None


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
        found.append((leaf.id, leaf.label, [_chosen(leaf, sheet) for sheet in sheets]))
    for part in form.whole_parts:
        found.append((part.id, part.label, [_points_of(part.id, sheet) for sheet in sheets]))
    differing = [
        Difference(id=id, vi=label.vi, en=label.en, spread=_spread(given), given=given)
        for id, label, given in found
        if len({(one.option, one.points) for one in given}) > 1
    ]
    return sorted(differing, key=lambda one: -one.spread)


def _chosen(leaf: Criterion, sheet: MemberSheet) -> Given:
    note, id = sheet.notes.get(leaf.id), sheet.answers.get(leaf.id)
    option = leaf.by_option.get(id or "")
    if option is None:
        return Given(option=id, points=None, note=note)
    return Given(option=id, points=option.points, vi=option.label.vi, en=option.label.en, note=note)


def _points_of(part: str, sheet: MemberSheet) -> Given:
    points = sheet.parts.get(part)
    return Given(option=None, points=Decimal(points) if points else None, note=sheet.notes.get(part))


def _spread(given: Sequence[Given]) -> Decimal:
    points = [one.points or Decimal(0) for one in given]
    return max(points) - min(points)
