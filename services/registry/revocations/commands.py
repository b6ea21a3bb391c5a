"""What may be asked of a revocation, and of a decision over certificates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.command import Command, Id, Label, Name, Words
from kit.days import Day
from kit.decisions.decision import MOST_LINES
from services.registry.certificates.certificate import ReasonFields
from services.registry.certificates.commands import CitedFields
from services.registry.revocations.decision import Called, SigningFields
from services.registry.revocations.revocation import AppealFields, CollectFields

Grounds = Annotated[
    list[Id],
    Field(min_length=1, max_length=20),
    Label("Căn cứ theo quy định đang áp dụng", "Grounds in the rules in force", example=["legal-breach"]),
]


class ProposeCommand(Command):
    """Proposes that an office look whether a certificate is to be revoked."""

    certificate_id: Annotated[Id, Label("Giấy chứng nhận", "Certificate")]
    grounds: Grounds
    because: Annotated[
        Words, Label("Nêu rõ sự việc", "What happened", example="Hai lần kiểm tra đều thấy in sai hạng sao, không sửa.")
    ]


class AskCommand(CitedFields, Command):
    """Asks the producer in writing to explain."""

    answer_by: (
        Annotated[
            Day,
            Label(
                "Hạn trả lời",
                "Answer by the end of",
                hint=("Để trống: theo thời hạn mặc định.", "Leave empty: by the usual period."),
            ),
        ]
        | None
    ) = None


class ExplainCommand(CitedFields, Command):
    """Explains: the producer itself, or an officer who notes its letter by number and day."""

    text: Annotated[Words, Label("Nội dung giải trình", "Explanation", example="Đã thay bao bì từ tháng 11.")]


class ConcludeCommand(ReasonFields, CitedFields, Command):
    """Concludes whether there are grounds to revoke."""

    conclusion: Annotated[Literal["revoke", "keep"], Label("Kết luận", "Conclusion", example="revoke")]


class SubmitCommand(CitedFields, Command):
    """Submits a conclusion to the authority that decides."""


class CollectCommand(CollectFields, Command):
    """Notes the revoked paper as collected, or as lost."""


class AppealCommand(AppealFields, CitedFields, Command):
    """Appeals against a revocation: the producer itself, or an officer who notes its letter by number and day."""


class SettleCommand(CitedFields, Command):
    """Settles an appeal."""

    result: Annotated[
        Literal["upheld", "annulled", "corrected", "withdrawn"],
        Label("Kết quả giải quyết", "Result", example="upheld"),
    ]
    answer: Annotated[Words, Label("Nội dung giải quyết", "Answer", example="Giữ nguyên quyết định.")]


class DraftDecisionCommand(SigningFields, Command):
    """
    Drafts one decision that revokes: the procedures that are concluded, and certificates that have ended, as later facts.
    """

    revocations: Annotated[
        list[Id], Field(max_length=MOST_LINES), Label("Thủ tục đã kết luận", "Procedures concluded", example=[])
    ] = []
    certificates: Annotated[
        list[Id],
        Field(max_length=MOST_LINES),
        Label("Giấy chứng nhận đã hết hiệu lực", "Certificates that have ended", example=[]),
    ] = []
    grounds: Annotated[
        list[Id],
        Field(max_length=20),
        Label(
            "Căn cứ đối với giấy đã hết hiệu lực",
            "Grounds for those that have ended",
            example=["not-re-evaluated"],
            why=("nếu không có giấy nào đã hết hiệu lực", "if none of them has ended"),
        ),
    ] = []
    recognition_lines: Annotated[
        dict[Id, Annotated[int, Field(ge=1, le=9999)]],
        Field(max_length=MOST_LINES),
        Label("Dòng trong quyết định công nhận", "Line in the decision that recognised it"),
    ] = {}
    collector: Annotated[
        Name,
        Label(
            "Đơn vị thu lại bản giấy",
            "Office that collects the papers",
            example="33/11977",
            hint=(
                "Mã địa bàn của đơn vị. Để trống: xã của từng chủ thể.",
                "The office's place code. Leave empty: each producer's own commune.",
            ),
        ),
    ] = ""
    signatory: Annotated[
        Called,
        Label("Người ký", "Who signs", example="Nguyễn Văn An", why=("ghi sau được", "can follow"), autocomplete="off"),
    ] = ""


class SignedCommand(CitedFields, Command):
    """Number and day as they stand on the signed copy; the signatory, if another than in the draft signed."""

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


class CorrectCommand(ReasonFields, CitedFields, Command):
    """Puts the number or the day of an issued decision right, as the correcting paper has them."""
