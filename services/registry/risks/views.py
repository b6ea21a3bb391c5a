"""Risks as the page and the JSON API show them: each point with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_date
from law.inspections import inspection_rules
from programme import names
from services.registry.inspections.lifecycle import PlanState
from services.registry.risks.risk import Risk, Weighed
from services.registry.risks.use_cases import MOST, RiskList


class RiskLine(BaseModel):
    """One producer of the list. `planned`: it is on the plan of that year already."""

    producer_id: str
    producer_name: str
    place: str
    points: int
    signs: tuple[Weighed, ...]
    planned: bool


class RiskView(BaseModel):
    """The list for a year; `looked_at`: how many producers had a sign."""

    year: int
    looked_at: int
    risks: list[RiskLine]


def listed(found: RiskList) -> RiskView:
    """For machines."""
    return RiskView(year=found.year, looked_at=found.looked_at, risks=[_line(one, found) for one in found.risks])


def page(found: RiskList, on: date) -> dict[str, Any]:
    """The page of the list."""
    law = inspection_rules()
    rows = [
        {"line": line, "signs": [said(one) for one in line.signs]}
        for line in (_line(one, found) for one in found.risks)
    ]
    return {
        "year": found.year,
        "this_year": on.year,
        "rows": rows,
        "looked_at": found.looked_at,
        "most": MOST,
        "source": law.risk_source.say(current_language()),
        "plan": found.plan,
        "may_add": found.plan is None or found.plan.state is PlanState.DRAFT,
    }


def said(sign: Weighed) -> str:
    """A sign with its points, in words."""
    label = inspection_rules().risk(sign.risk).label.say(current_language())
    text = (
        _("{label}: {count} ({points} điểm)", label=label, count=sign.count, points=sign.points)
        if sign.count > 1
        else _("{label} ({points} điểm)", label=label, points=sign.points)
    )
    return _("{text}, lần gần nhất {day}", text=text, day=show_date(sign.last)) if sign.last else text


def _line(risk: Risk, found: RiskList) -> RiskLine:
    producer = found.producers[risk.producer_id]
    on_plan = {line.producer_id for line in found.plan.lines} if found.plan else set()
    return RiskLine(
        producer_id=producer.id,
        producer_name=producer.name,
        place=names.where(producer.place),
        points=risk.points,
        signs=risk.signs,
        planned=producer.id in on_plan,
    )
