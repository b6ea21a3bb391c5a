"""What may be asked about rounds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words
from services.evaluation.rounds.round import RoundFields, RoundPlan

MOST_CARRIED = 500
"""Cases of one carrying over: what one transaction holds."""


class PlanRoundCommand(RoundFields, Command):
    """Plan a round, where the act in force sets none."""


class ChangePlanCommand(RoundPlan, Command):
    """Change the name and the days of a round that has not opened."""


class CarryOverCommand(Command):
    """Carry cases over to the next round, with the reason they share."""

    cases: Annotated[
        list[Id],
        Field(min_length=1, max_length=MOST_CARRIED),
        Label("Hồ sơ chuyển sang đợt sau", "Cases to carry over", example=["0198a1b0-0000-7000-8000-0000000000e1"]),
    ]
    reason: Annotated[
        Words,
        Field(min_length=1),
        Label("Lý do", "Reason", example="Chủ thể đang bổ sung phiếu kiểm nghiệm"),
    ]
