"""What is shown of standing councils."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.language import gettext as _
from kit.web.formats import show_date
from kit.web.labelled import form
from programme import names
from services.evaluation.councils.commands import StandingCouncilCommand
from services.evaluation.councils.person import Person
from services.evaluation.councils.standing_council import StandingCouncil, StandingCouncilFields, StandingSeat
from services.evaluation.councils.views import part_names


class StandingView(StandingCouncilFields):
    """A standing council."""

    id: str
    version: int
    office: str
    seats: tuple[StandingSeat, ...]
    ended_on: date | None


class StandingList(BaseModel):
    """An office's standing councils."""

    office: str
    councils: list[StandingView]


def view(council: StandingCouncil) -> StandingView:
    """What is shown of one."""
    return StandingView.model_validate(council.model_dump())


def line(council: StandingCouncil, on: date) -> dict[str, Any]:
    """A row of an office's list."""
    state = _("Đang dùng") if council.offered_on(on) else _("Đã thôi") if council.ended_on else _("Ngoài nhiệm kỳ")
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
    gone = [seat for seat in seats.values() if seat.person_id not in {one.person_id for one in people}]
    listed: list[Person | StandingSeat] = [*gone, *(one for one in people if one.roles or one.person_id in seats)]
    listed.sort(key=lambda one: one.person_id not in seats)
    rows = [
        {
            "person_id": one.person_id,
            "name": one.name,
            "body": one.body or "",
            "part": seats[one.person_id].part if one.person_id in seats else "",
            "marks": [_("Không còn trong danh sách nhân sự của đơn vị")] if isinstance(one, StandingSeat) else [],
        }
        for one in listed
    ]
    return {
        "office": office,
        "office_name": names.office(office, on),
        "council": council,
        "asked": form(StandingCouncilCommand, council),
        "rows": rows,
        "parts": [("", _("Không tham gia")), *part_names().items()],
        "more": more,
    }
