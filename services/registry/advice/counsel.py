"""One advice that an office gave a producer."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from kit.command import Fields, Id, Label, Name, Words
from kit.days import Day
from kit.history import Stateful
from services.registry.advice.lifecycle import LIFECYCLE, State
from services.registry.products.product import Concern


class AdviceFields(Fields):
    """What was advised, and what is to follow."""

    topic: Annotated[Id, Label("Lĩnh vực", "Topic", example="packaging")]
    about: Annotated[Name, Label("Tư vấn về việc gì", "About what", example="Thiết kế túi quà")]
    summary: Annotated[
        Words, Label("Nội dung đã tư vấn", "What was advised", example="Góp ý mẫu túi, cách đặt nhãn hiệu.")
    ]
    given_on: Annotated[Day, Label("Ngày tư vấn", "Day", example="2027-02-10")]
    next: (
        Annotated[
            Name,
            Label(
                "Việc tiếp theo",
                "What next",
                example="Gửi mẫu in thử",
                hint=("Để trống nếu không còn việc gì.", "Leave it empty if nothing is to follow."),
            ),
        ]
        | None
    ) = None
    next_by: Annotated[Day, Label("Hạn của việc tiếp theo", "By when", example="2027-03-01")] | None = None


class Counsel(AdviceFields, Concern, Stateful, lifecycle=LIFECYCLE):
    """One advice, by an office; `plan_line_id`: the line of a year plan that it supports."""

    office: str
    state: State = State.OPEN
    plan_id: str | None = None
    plan_line_id: str | None = None
    outcome_note: str | None = None
    closed_on: date | None = None
