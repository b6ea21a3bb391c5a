"""A standing council: who an office seats again and again, by the name and the decision that formed it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label, Name
from kit.days import Day
from services.evaluation.councils.council import Seated


class StandingCouncilFields(Fields):
    """What it is called, which decision formed it, and its term."""

    name: Annotated[
        Name, Field(min_length=1), Label("Tên Hội đồng", "Name", example="Hội đồng OCOP tỉnh nhiệm kỳ 2026–2030")
    ]
    decision_number: (
        Annotated[Id, Label("Số quyết định thành lập", "Number of the decision", example="12/QĐ-UBND")] | None
    ) = None
    first: Annotated[Day, Label("Nhiệm kỳ từ ngày", "Term from")] | None = None
    last: Annotated[Day, Label("Nhiệm kỳ đến hết ngày", "Term to the end of")] | None = None


class StandingSeat(Seated):
    """Who sits on it, and in what part; whether they may for a dossier is asked when a council is formed for it."""


class StandingAsKept(StandingCouncilFields):
    """A standing council of an office, as whoever forms its councils sees it."""

    office: str
    seats: tuple[StandingSeat, ...]
    ended_on: date | None = None


class StandingCouncil(StandingAsKept, Aggregate):
    """
    One office's standing council. Once it is `ended` it is offered no more. `cites`: where the number of its decision stands
    in the register; None where none was given, and of an earlier release's.
    """

    cites: str | None = None

    def offered_on(self, on: date) -> bool:
        """Whether a council may be formed like it on a day."""
        return (
            self.ended_on is None
            and (self.first is None or self.first <= on)
            and (self.last is None or on <= self.last)
        )
