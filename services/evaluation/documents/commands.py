"""What may be asked about documents."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label
from kit.days import Day
from kit.papers.signatures import Signing
from kit.text import Line
from services.evaluation.documents.document import Kind

Called = Annotated[str, Field(max_length=120), Line]


class DraftCommand(Command):
    """Draft a document, or draft it anew; what stands in it follows from the case."""

    kind: Annotated[Kind, Label("Loại văn bản", "Kind of document", example="council")]
    signatory: Annotated[Called, Label("Người ký", "Who signs", example="Nguyễn Văn An")] = ""
    signing: Annotated[Signing, Label("Ký với tư cách", "In which right", example="head")] = Signing.HEAD
    post: Annotated[Called, Label("Chức vụ của người ký", "Post of who signs", example="Chánh Văn phòng")] = ""


class SignedCommand(Command):
    """Number and day as they stand on the signed copy; the signatory, if another than in the draft signed."""

    number: Annotated[Id, Field(min_length=1), Label("Số văn bản", "Number", example="1608/QĐ-UBND")]
    on: Annotated[Day, Label("Ngày ký", "Day of signing", example="2026-12-30")]
    signatory: Annotated[Called, Label("Người ký", "Who signed", example="Nguyễn Văn An")] = ""
