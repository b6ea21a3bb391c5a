"""What may be asked about advice."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Words
from services.registry.advice.counsel import AdviceFields


class AdviceCommand(AdviceFields, Command):
    """An advice to a producer, about all it makes or one product; or in support of a line of a year plan."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]
    product_id: Annotated[Id, Label("Sản phẩm", "Product")] | None = None
    plan_line_id: Annotated[Id, Label("Hỗ trợ sản phẩm trong kế hoạch", "Planned product it supports")] | None = None


class CloseAdviceCommand(Command):
    """What became of what was to follow."""

    done: Annotated[bool, Label("Việc đã làm xong", "It is done")] = False
    outcome_note: Annotated[Words, Label("Kết quả", "Outcome", example="Túi đã in, dùng từ tháng 4.")] = ""
