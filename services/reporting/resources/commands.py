"""What may be asked about resources."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label, Words
from kit.money import Dong
from services.reporting.resources.resource import MoneyFields, PaperFields, ResourceFields


class ResourceCommand(ResourceFields, Command):
    """A source's money of an office and year, for one object."""


class PlanMoneyCommand(MoneyFields, Command):
    """So much is planned; planned again, the last amount counts."""


class AllocateMoneyCommand(MoneyFields, PaperFields, Command):
    """So much more is allocated, by a paper."""


class SpendMoneyCommand(MoneyFields, Command):
    """So much more was spent."""

    reason: (
        Annotated[
            Words,
            Label(
                "Vì sao chi quá số được phân bổ",
                "Why more than was allocated",
                example="Ứng trước, đã có thông báo bổ sung.",
                hint=("Chỉ ghi khi chi nhiều hơn số còn lại.", "Only where it is more than what is left."),
            ),
        ]
        | None
    ) = None


class CarryOverCommand(MoneyFields, PaperFields, Command):
    """What was left, or some of it, goes on into the next year."""


class CorrectMoneyCommand(Command):
    """An entry's amount was wrong: the right one, and why."""

    amount: Annotated[Dong, Label("Số tiền đúng", "The right amount", example=11_000_000, type="money")]
    reason: Annotated[Words, Label("Lý do sửa", "Why it was wrong", example="Nhập nhầm một chữ số.")]
