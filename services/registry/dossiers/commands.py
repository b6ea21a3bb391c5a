"""What may be asked about dossiers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label
from law.scoring import Filled
from services.registry.dossiers.dossier import EvidenceFields, OpenFields, SubmitFields, TickFields

Points = Annotated[Decimal, Field(ge=0, le=100, max_digits=6, decimal_places=2)]


class OpenCommand(OpenFields, Command):
    """A dossier of a product, of a kind that the list of the law has."""


class EvidenceCommand(EvidenceFields, Command):
    """What is said of a paper that is attached."""


class CredentialEvidenceCommand(Command):
    """A credential on file as evidence: no second upload. Unless a kind is said, the first that it is evidence of."""

    credential_id: Annotated[Id, Label("Chứng nhận đã ghi", "Credential on file")]
    evidence_kind: Annotated[Id, Label("Loại minh chứng", "Kind of evidence", example="material-origin")] | None = None


class LinkageEvidenceCommand(Command):
    """A linkage contract on file as evidence: no second upload."""

    linkage_id: Annotated[Id, Label("Hợp đồng liên kết", "Linkage contract")]


class FilledCommand(Command):
    """The self-assessment: one option per criterion, or points per part where the act's criteria are not known."""

    answers: Annotated[
        dict[Id, Id], Field(max_length=300), Label("Mức chọn theo tiêu chí", "Options by criterion")
    ] = {}
    parts: Annotated[dict[Id, Points], Field(max_length=20), Label("Điểm từng phần", "Points by part")] = {}
    case_of: Annotated[dict[Id, Id], Field(max_length=100), Label("Trường hợp", "Cases by criterion")] = {}

    def filled(self) -> Filled:
        """The sheet as it is scored."""
        return Filled(**dict(self))


class SubmitCommand(SubmitFields, Command):
    """A word to the office. `unchanged`: what an office sent back is handed in again as it was, knowingly."""

    unchanged: Annotated[
        bool,
        Label(
            "Tôi vẫn nộp lại nguyên như cũ và ghi lý do ở lời nhắn",
            "I hand it in again unchanged and say why in the note",
            hint=(
                "Hồ sơ chưa thay đổi gì so với lần bị trả lại.",
                "Nothing changed since the dossier was returned.",
            ),
        ),
    ] = False


class TickCommand(TickFields, Command):
    """What is supplied of what an office asked for."""
