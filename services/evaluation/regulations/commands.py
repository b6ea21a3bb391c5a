"""What may be asked about an office's council regulation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Label, Name
from kit.days import Day
from kit.text import Line

Setting = Annotated[str, Field(max_length=60), Line]
"""The name of a council setting or of a step, as the rulebook's format and the list of terms have it."""
Value = Annotated[str, Field(max_length=60), Line]


class RegulationCommand(Command):
    """The office's own regulation. A setting or a term that is left out is confirmed as it is applied now."""

    decision: Annotated[
        Name,
        Field(min_length=1),
        Label(
            "Văn bản ban hành Quy chế",
            "Document that issued the regulation",
            example="Quy chế Hội đồng OCOP tỉnh kèm Quyết định 45/QĐ-UBND ngày 01/06/2026",
            hint=(
                "Quyết định diễn giải dẫn đúng văn bản này. Ghi tên, số và ngày như trên bản ký.",
                "Rulings cite this very document. Write its name, number and day as on the signed copy.",
            ),
        ),
    ]
    first: Annotated[Day, Label("Áp dụng từ ngày", "In force from")] | None = None
    council: Annotated[
        dict[Setting, Value], Field(max_length=50), Label("Cách Hội đồng tính", "How the council counts", example={})
    ] = {}
    terms: Annotated[
        dict[Setting, Annotated[int, Field(ge=1, le=365)]],
        Field(max_length=20),
        Label("Thời hạn từng việc (ngày)", "Days for each step", example={}),
    ] = {}
