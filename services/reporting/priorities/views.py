"""Priority lists as the JSON API and the pages show them: places with every line of how they came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.web.labelled import form
from law.lists import edition
from law.priority import PriorityRules, priority_rules
from programme import names
from programme.roles import OFFICERS
from services.reporting.priorities import rules
from services.reporting.priorities.commands import PublishListCommand
from services.reporting.priorities.priority_list import Placed, PriorityList


class PlacesView(BaseModel):
    """Products in their places as they are now. `digest` names exactly this answer's places."""

    area: str
    on: date
    among: int = Field(description="How many products were compared")
    weights_hash: str
    verified: str = Field(description="How far the criteria were compared with an act")
    digest: str
    lines: list[Placed]


def places(area: str, on: date, found: Sequence[Placed], most: int) -> PlacesView:
    """The first places, for machines."""
    lines = list(found[:most])
    return PlacesView(
        area=area,
        on=on,
        among=len(found),
        weights_hash=edition("priority").hash,
        verified=priority_rules().verified,
        digest=rules.digest(lines),
        lines=lines,
    )


def line(one: Placed) -> dict[str, Any]:
    """A product's place as a row, with its lines in the page's language."""
    english = current_language() == "en"
    return {
        **dict(one),
        "of_place": names.place(one.place, one.place_on, one.place_name),
        "kind": names.producer_kind(one.producer_kind),
        "explanation": [reason.en if english else reason.vi for reason in one.explanation],
    }


def criteria(listed: PriorityRules) -> list[dict[str, Any]]:
    """The criteria with their weights and sources, as a table."""
    language = current_language()
    return [
        {
            "name": one.label.say(language),
            "weight": one.weight,
            "lines": [f"{rule.label.say(language)}: {rule.points}" for rule in one.lines],
            "source": one.source.say(language),
            "verified": one.verified == "yes",
        }
        for one in listed.criteria
    ]


def row(one: PriorityList, on: date) -> dict[str, Any]:
    """A published list as a row."""
    return {
        **dict(one),
        "of_office": names.office(one.office, on),
        "count": len(one.lines),
        "officer": one.by.name,
        "assumed": one.verified != "yes",
    }


def offices(by: Principal, on: date) -> list[tuple[str, str]]:
    """The offices a person works for, as choices."""
    return [(one, names.office(one, on)) for one in by.offices(*OFFICERS)]


def asking(area: str, on: date, count: int) -> list[Any]:
    """The form by which a list is published."""
    known = PublishListCommand.model_construct(office=area, year=on.year, places=count, seen=None)
    years = [(str(one), str(one)) for one in (on.year, on.year + 1)]
    return form(PublishListCommand, known, {"year": years}, but=("office", "places"))


def table(lines: Sequence[Placed]) -> list[list[str | int]]:
    """Places as a spreadsheet has them, one explanation a cell."""
    head: list[str | int] = [_("Thứ hạng"), _("Sản phẩm"), _("Chủ thể"), _("Địa bàn"), _("Điểm"), _("Diễn giải")]
    shown = [line(one) for one in lines]
    return [
        head,
        *(
            [
                one["position"],
                one["product_name"],
                one["producer_name"],
                one["of_place"],
                one["points"],
                "; ".join(one["explanation"]),
            ]
            for one in shown
        ),
    ]
