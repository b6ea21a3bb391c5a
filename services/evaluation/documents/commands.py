"""What may be asked about documents."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label
from kit.days import Day
from services.evaluation.documents.document import Called, Kind, SigningFields


class DraftCommand(SigningFields, Command):
    """Draft a document, or draft it anew; what stands in it follows from the case."""

    kind: Annotated[Kind, Label("Loại văn bản", "Kind of document", example="council")]
    signatory: Annotated[
        Called,
        Label("Người ký", "Who signs", example="Nguyễn Văn An", why=("ghi sau được", "can follow"), autocomplete="off"),
    ] = ""


class SignedCommand(Command):
    """Number and day as they stand on the signed copy; the signatory, if another than in the draft signed."""

    number: Annotated[Id, Field(min_length=1), Label("Số, ký hiệu", "Number", example="1608/QĐ-UBND")]
    on: Annotated[Day, Label("Ngày ký", "Day of signing", example="2026-12-30")]
    signatory: Annotated[
        Called,
        Label(
            "Người ký",
            "Who signed",
            example="Nguyễn Văn An",
            why=("nếu khác dự thảo", "if another than in the draft"),
            autocomplete="off",
        ),
    ] = ""
