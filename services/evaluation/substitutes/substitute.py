"""Who acts for an officer on leave, from a day to a day; and the officers of an office that are known here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label
from kit.days import Day
from kit.history import Stateful
from kit.text import Line
from services.evaluation.substitutes.lifecycle import LIFECYCLE, State


class SubstituteFields(Fields):
    """Whom an officer names, at which office, from when to when, both days counted."""

    office: Annotated[Id, Label("Cơ quan", "Office", example="33")]
    acts_id: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Line,
        Label(
            "Người làm thay",
            "Substitute",
            hint=(
                "Cán bộ cùng cơ quan, đã từng mở «Việc của tôi». Người làm thay chỉ làm được những gì vai trò của chính họ cho phép.",
                "An officer of the same office who has opened “My work” before. They act only with their own roles.",
            ),
            example="officer.2",
        ),
    ]
    first: Annotated[Day, Label("Từ ngày", "From", example="2026-09-01")]
    last: Annotated[Day, Label("Đến hết ngày", "To the end of", example="2026-09-14")]


class Substitute(SubstituteFields, Stateful, lifecycle=LIFECYCLE):
    """One substitution. `name` and `acts_name`: what both were called then."""

    person_id: str
    name: str
    acts_name: str
    state: State = State.NAMED
    named_at: datetime
    ended_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.state is State.NAMED and self.first <= on <= self.last


class Officer(Aggregate):
    """An officer of an office, as their own token last said when they opened their work. `id` is `office|person_id`."""

    office: str
    person_id: str
    name: str


def officer_id(office: str, person_id: str) -> str:
    """The key of an officer at an office."""
    return f"{office}|{person_id}"
