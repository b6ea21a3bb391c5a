"""What may be asked about year plans."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label
from kit.days import Day
from services.registry.plans.plan import PlanFields, PlanLineFields


class NewPlanCommand(PlanFields, Command):
    """A plan of an office for a year."""


class PlanLineCommand(PlanLineFields, Command):
    """One line of a plan."""


class ApprovePlanCommand(Command):
    """The plan is approved, by a paper where one was signed."""

    paper_number: Annotated[Id, Label("Số văn bản phê duyệt", "Number of the paper", example="128/KH-UBND")] | None = (
        None
    )
    paper_signed_on: Annotated[Day, Label("Ngày ký", "Day of signing", example="2026-12-20")] | None = None


class LineProductCommand(Command):
    """The product that an approved idea became."""

    product_id: Annotated[Id, Label("Sản phẩm đã đăng ký", "Registered product")]
