"""What is shown of figures: the JSON views, the list of figures at a place, and the rows behind one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from kit.language import current_language
from kit.mapped import mapped
from law.figures import FigureRule, FigureRules
from law.rulebooks.values import Text
from programme import borders, names
from services.reporting.figures.counting import Counts
from services.reporting.figures.occurrence import Noted


class FigureView(BaseModel):
    """A figure at a place in a period, as known at an instant."""

    code: str
    area: str
    since: date
    until: date
    as_of: datetime
    value: int
    parts: dict[str, dict[str, int]] = Field(description="By division and value; the parts of each make up the whole")


class RowView(BaseModel):
    """One happening that was counted."""

    occurrence: str
    kind: str
    on: date
    until: date | None
    place: str
    title: str
    product: str | None
    by: dict[str, str]
    amounts: dict[str, int]
    known_at: datetime


class KnownFigure(BaseModel):
    """A figure as the list has it."""

    code: str
    vi: str
    en: str
    unit: str
    how: str
    counts: list[str]


def known(rule: FigureRule) -> KnownFigure:
    """A figure of the list."""
    return KnownFigure(
        code=rule.code, vi=rule.label.vi, en=rule.label.en, unit=rule.unit.vi, how=rule.how, counts=list(rule.counts)
    )


def row(one: Noted) -> RowView:
    """A row behind a figure."""
    return mapped(RowView, one, place=borders.path_of(one.origin))


def said(text: Text) -> str:
    """A text of the law in the reader's language."""
    return text.say(current_language())


def address(code: str, area: str, since: date, until: date, as_of: datetime | None = None) -> str:
    """The page of the rows behind a figure."""
    query = {"area": area, "since": since.isoformat(), "until": until.isoformat()}
    return f"/figures/{code}?{urlencode(query | ({'as_of': as_of.isoformat()} if as_of else {}))}"


def listed(rules: FigureRules, counts: Counts, area: str, since: date, until: date) -> list[dict[str, Any]]:
    """Every figure at a place, with the page of its rows."""
    return [
        {
            "label": said(rule.label),
            "unit": said(rule.unit),
            "value": counts[area, rule.code].value,
            "page": f"/standings?{urlencode({'place': area, 'on': until.isoformat()})}"
            if rule.how == "standing"
            else address(rule.code, area, since, until),
        }
        for rule in rules.figures
    ]


def behind(rule: FigureRule, rows: Sequence[Noted], rules: FigureRules) -> list[dict[str, Any]]:
    """The rows behind a figure, as the page has them."""
    kinds = {one.id: said(one.label) for one in rules.happenings}
    return [
        {
            "on": one.on,
            "title": one.title,
            "page": one.page,
            "service": one.service,
            "kind": kinds.get(one.kind, one.kind),
            "place": names.place(borders.path_of(one.origin), one.on),
            "amount": one.amounts.get(rule.amount, 0) if rule.amount else None,
            "known_at": one.known_at,
        }
        for one in rows
    ]
