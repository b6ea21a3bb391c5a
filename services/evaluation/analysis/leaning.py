"""Who scores high and who low: an office's members against their councils, and the offices below against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pydantic import BaseModel

from kit.mapped import mapped
from law.analysis import Lean, members_lean, offices_lean
from law.scoring import points_text
from services.evaluation.analysis.marks import Marks

A_YEAR = timedelta(days=365)
"""How far back is looked when no days are given."""


def a_year_before(day: date) -> date:
    """A year before a day; the first day there is, for one in the first year."""
    return day - min(A_YEAR, day - date.min)


SAMPLE = 5
"""Fewer cases say nothing about a person: nobody's mean is shown on less (the law leaves it to the office)."""


class Leaning(BaseModel):
    """Points above (or below) those one is measured against, on average. Without enough cases the figures are absent."""

    who: str
    name: str
    sample: int
    mean: str | None
    lowest: str | None
    highest: str | None


class OfficeLeaning(BaseModel):
    """An office in a time: its members against the others of the same case, offices below against its own totals."""

    office: str
    since: date
    until: date
    rulings: int
    sample: int
    members: list[Leaning]
    offices: list[Leaning]


def leaning(office: str, found: Sequence[Marks], *, since: date, until: date) -> OfficeLeaning:
    """Compares an office's scores; `found` are the totals of its rulings in that time, the latest first."""
    names = {member: name for one in reversed(found) for member, name in one.names.items()}
    return OfficeLeaning(
        office=office,
        since=since,
        until=until,
        rulings=len(found),
        sample=SAMPLE,
        members=_leanings(members_lean([_totals(one) for one in found], SAMPLE), names),
        offices=_leanings(offices_lean(_pairs(found), SAMPLE), {}),
    )


def _totals(one: Marks) -> dict[str, Decimal]:
    return {member: Decimal(total) for member, total in one.totals.items()}


def _pairs(found: Sequence[Marks]) -> Iterable[tuple[str, Decimal, Decimal]]:
    return [(one.below.office, Decimal(one.below.total), Decimal(one.total)) for one in found if one.below]


def _leanings(leans: Sequence[Lean], names: Mapping[str, str]) -> list[Leaning]:
    return [
        mapped(
            Leaning,
            lean,
            name=names.get(lean.who, lean.who),
            **{figure: _text(getattr(lean, figure)) for figure in ("mean", "lowest", "highest")},
        )
        for lean in leans
    ]


def _text(points: Decimal | None) -> str | None:
    return None if points is None else points_text(points)
