"""What may be asked about cases."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words
from kit.text import Paragraphs
from kit.web.days import Day


class ScreeningCommand(Command):
    """What the commune found, by finding id, and whether it proposes the product."""

    findings: Annotated[
        dict[Id, bool],
        Field(max_length=50),
        Label("Nội dung thẩm tra", "Findings", example={"local_material": True}),
    ]
    proposes: Annotated[bool, Label("Đề nghị cấp trên đánh giá", "Proposes the product", example=True)]
    note: Annotated[Words, Label("Nhận xét", "Remark")] | None = None


class ReturnCommand(Command):
    """What is missing, and by when the producer is to supply it."""

    missing: Annotated[
        list[Annotated[str, Field(max_length=1000), Paragraphs]],
        Field(max_length=50),
        Label("Nội dung cần bổ sung", "What is missing", example=["Phiếu kiểm nghiệm còn hiệu lực"]),
    ]
    supplement_by: Annotated[Day, Label("Hạn bổ sung", "Supplement due by", example="2026-09-15")] | None = None


class ForwardingCommand(Command):
    """A word to the next office."""

    note: Annotated[Words, Label("Lời nhắn cho cấp trên", "A word to the next office")] | None = None
