"""What may be asked about breaches."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.command import Command, Id, Label, Words
from kit.days import Day
from services.registry.breaches.breach import BreachFields, MeasureFields, ObjectionFields


class BreachCommand(BreachFields, Command):
    """What an officer takes up."""


class NewBreachCommand(BreachCommand):
    """A breach of a product that data or an officer's own look show."""

    product_id: Annotated[Id, Label("Sản phẩm", "Product")]

    def found(self) -> BreachCommand:
        """What is said of the breach itself."""
        return BreachCommand(**self.model_dump(exclude={"product_id"}))


class MeasureCommand(MeasureFields, Command):
    """A measure to be taken."""


class ProofCommand(Command):
    """What the producer says beside the files of a proof."""

    words: Annotated[
        Words,
        Field(min_length=1),
        Label("Đã khắc phục thế nào", "How it was corrected", example="Đã thay toàn bộ nhãn in sai sao."),
    ]


class LookCommand(Command):
    """What an officer says to a proof; `until`: a new last day where it is not enough."""

    accepted: Annotated[
        Literal["yes", "no"],
        Label("Bằng chứng", "The proof"),
    ]
    answer: Annotated[Words, Field(min_length=1), Label("Ý kiến của cơ quan", "The office's answer")]
    until: (
        Annotated[
            Day,
            Label(
                "Hạn mới",
                "New last day",
                hint=("Khi chưa đạt và cho thêm thời gian.", "Where it is not enough and more time is given."),
            ),
        ]
        | None
    ) = None


class ObjectionCommand(ObjectionFields, Command):
    """Why the producer does not agree."""


class ReplyCommand(Command):
    """What an officer answers to an objection: accepted, the breach is closed as unfounded."""

    accepted: Annotated[
        Literal["yes", "no"],
        Label("Ý kiến của chủ thể", "The objection"),
    ]
    answer: Annotated[Words, Field(min_length=1), Label("Trả lời", "Answer")]


class CloseCommand(Command):
    """How a breach ends."""

    result: Annotated[Id, Label("Kết quả", "Result", example="corrected")]
    why: Annotated[Words, Field(min_length=1), Label("Lý do", "Reason")]
