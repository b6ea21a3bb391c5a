"""What may be asked about uses of the mark."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, OneOf, Words
from kit.days import Day
from law.mark import mark_rules
from services.registry.marks.mark_use import UseFields

ANSWERS = ("in-order", "to-correct", "refused")
CHECKS = tuple(one.id for one in mark_rules().checks)


class UseCommand(UseFields, Command):
    """How a product shows the mark."""


class NewUseCommand(UseCommand):
    """A use by a product."""

    product_id: Annotated[Id, Label("Sản phẩm", "Product")]

    def described(self) -> UseCommand:
        """What is said of the use itself."""
        return UseCommand(**self.model_dump(exclude={"product_id"}))


class AnswerCommand(Command):
    """What an officer answers. `reasons`: checks of the list; without `correct_by` the list's own term counts."""

    answer: Annotated[str, OneOf(ANSWERS), Label("Trả lời", "Answer", example="to-correct")]
    reasons: Annotated[
        tuple[Annotated[str, OneOf(CHECKS)], ...],
        Field(max_length=len(CHECKS)),
        Label("Lý do", "Reasons", example=["more-stars"]),
    ] = ()
    words: Annotated[Words, Label("Giải thích thêm", "In words", example="Thay nhãn 5 sao bằng 4 sao.")] = ""
    correct_by: Annotated[Day, Label("Sửa xong trước hết ngày", "To be corrected by", example="2026-12-15")] | None = (
        None
    )
