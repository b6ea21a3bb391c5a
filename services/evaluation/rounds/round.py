"""A round of evaluation: whose, until when proposals are taken, by when everything is decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from kit.command import Fields, Id, Label, Name
from kit.days import Day
from kit.history import Actor, Stateful
from services.evaluation.cases.case import Value
from services.evaluation.rounds.lifecycle import LIFECYCLE, State


class OfOffice(Fields):
    """Whose round it is; never another's later."""

    office: Annotated[Id, Label("Cơ quan đánh giá", "Office", example="33")]


class RoundPlan(Fields):
    """What an office says of a round, and may change until it opens."""

    name: Annotated[Name, Field(min_length=1), Label("Tên đợt", "Name", example="Đợt 1 năm 2023")]
    opens_on: Annotated[Day, Label("Nhận hồ sơ từ ngày", "Proposals from", example="2023-03-01")]
    proposals_by: Annotated[
        Day,
        Label(
            "Nhận hồ sơ đến hết ngày",
            "Proposals to the end of",
            hint=("Hồ sơ đến sau ngày này chờ đợt sau.", "What comes later waits for the next round."),
            example="2023-04-30",
        ),
    ]
    ends_by: Annotated[Day, Label("Xong chậm nhất ngày", "Done by the end of", example="2023-06-30")]


class RoundFields(RoundPlan, OfOffice):
    """What an office says when it plans a round."""


class Carried(Value):
    """A case that was not decided in the round: why, and in which one it is now."""

    case_id: str
    reason: str
    to_round_id: str


class Round(RoundFields, Stateful, lifecycle=LIFECYCLE):
    """
    `key`: the office and its last day for proposals, of which there is one round that is not discarded. `by_rule`: the article that opened it; None: the
    office's plan. `no`: which one of its year the act makes it. `looked_on`: the day it was last looked at whether it will be done.
    """

    key: str
    tier: str
    state: State = State.OPEN
    year: int
    no: int | None = None
    by_rule: str | None = None
    opened_at: datetime
    opened_by: Actor
    looked_on: date | None = None
    endangered_on: date | None = None
    carried: tuple[Carried, ...] = ()
    closed_on: date | None = None
    counts: dict[str, int] = {}
