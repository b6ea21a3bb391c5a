"""Who scores high and who low: an office's members against their councils, and the offices below against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pydantic import BaseModel

from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Unit
from law.analysis import Lean, members_lean, offices_lean
from services.evaluation.analysis import marks
from services.evaluation.analysis.marks import Marks
from services.evaluation.roles import OFFICERS

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


async def leaning_of(unit: Unit, office: str, *, by: Principal, since: date, until: date) -> OfficeLeaning:
    """This will compare an office's scores, for officers of that office or above it; raises NotFound to all others."""
    if not by.covers(office, *OFFICERS):
        raise NotFound()
    found = await marks.of_office(unit, office, since=since, until=until)
    members = members_lean([_totals(one) for one in found], SAMPLE)
    offices = offices_lean(_pairs(found), SAMPLE)
    names = {member: name for one in reversed(found) for member, name in one.names.items()}
    return OfficeLeaning(
        office=office,
        since=since,
        until=until,
        rulings=len(found),
        sample=SAMPLE,
        members=_told(members, names),
        offices=_told(offices, {}),
    )


def _totals(one: Marks) -> dict[str, Decimal]:
    return {member: Decimal(total) for member, total in one.totals.items()}


def _pairs(found: Sequence[Marks]) -> Iterable[tuple[str, Decimal, Decimal]]:
    return [(one.below.office, Decimal(one.below.total), Decimal(one.total)) for one in found if one.below]


def _told(leans: Sequence[Lean], names: Mapping[str, str]) -> list[Leaning]:
    return [
        Leaning(
            who=lean.who,
            name=names.get(lean.who, lean.who),
            sample=lean.sample,
            mean=_text(lean.mean),
            lowest=_text(lean.lowest),
            highest=_text(lean.highest),
        )
        for lean in leans
    ]


def _text(points: Decimal | None) -> str | None:
    return None if points is None else format(points, "f")
