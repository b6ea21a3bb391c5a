"""What is shown of standing councils."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.aggregate import Kept
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_date
from kit.web.labelled import form
from programme import names
from services.evaluation.councils.commands import StandingCouncilCommand
from services.evaluation.councils.person import Person
from services.evaluation.councils.standing_council import StandingAsKept, StandingCouncil
from services.evaluation.councils.views import Row, people_form


class StandingView(StandingAsKept, Kept):
    """A standing council."""

    id: str
    version: int


class StandingList(BaseModel):
    """An office's standing councils."""

    office: str
    councils: list[StandingView]


def view(council: StandingCouncil) -> StandingView:
    """What is shown of one."""
    return mapped(StandingView, council)


def line(council: StandingCouncil, on: date) -> dict[str, Any]:
    """A row of an office's list."""
    state = _("Đang dùng") if council.offered_on(on) else _("Đã thôi dùng") if council.ended_on else _("Ngoài nhiệm kỳ")
    return {
        "id": council.id,
        "name": council.name,
        "decision_number": council.decision_number or "–",
        "term": term(council),
        "count": len(council.seats),
        "state": state,
    }


def term(council: StandingCouncil) -> str:
    """From when to when it holds office."""
    days = [show_date(day) if day else "…" for day in (council.first, council.last)]
    return " – ".join(days) if council.first or council.last else "–"


def standing_form(
    office: str, people: Sequence[Person], council: StandingCouncil | None, on: date, *, more: bool
) -> dict[str, Any]:
    """The form of one: its particulars, and the roster with the part of each."""
    seats = {seat.person_id: seat for seat in council.seats} if council else {}
    left = [_("Không còn trong danh sách nhân sự của đơn vị")]
    known = {one.person_id for one in people}
    rows = [
        *(mapped(Row, seat, marks=left) for seat in seats.values() if seat.person_id not in known),
        *(mapped(Row, one, part=seats[one.person_id].part) for one in people if one.person_id in seats),
        *(mapped(Row, one, part="") for one in people if one.roles and one.person_id not in seats),
    ]
    return {
        "office": office,
        "office_name": names.office(office, on),
        "council": council,
        "asked": form(StandingCouncilCommand, council),
        "rows": people_form(rows),
        "more": more,
    }
