"""What may be asked about templates."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from kit.command import Command, Id, Label
from kit.refusal import Language
from kit.text import Line


class PreviewCommand(Command):
    """Values to fill a template in with; the sample's where none are given."""

    values: Annotated[dict[Id, Any], Field(max_length=50), Label("Giá trị", "Values")] | None = None
    to: Annotated[str, Field(max_length=200), Line, Label("Người nhận", "Reader", example="Nguyễn Văn A")] = (
        "Nguyễn Văn A"
    )
    language: Annotated[Language, Label("Ngôn ngữ", "Language")] = "vi"
    version: Annotated[int, Field(ge=1, le=9999), Label("Bản", "Version")] | None = None
