"""What may be asked about citizens' reports."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.command import Command, Id, Label, Words
from services.registry.citizen_reports.citizen_report import ReportFields


class ReportCommand(ReportFields, Command):
    """What a citizen reports."""


class NumberCommand(Command):
    """The answer number of a report; sent in a form, so that it stands in no address."""

    number: Annotated[
        Id,
        Label(
            "Mã tra cứu",
            "Answer number",
            hint=(
                "Năm nhóm bốn chữ và số, nhận khi gửi phản ánh.",
                "Five groups of four letters and digits, given when you reported.",
            ),
            autocomplete="off",
        ),
    ]


class AnswerCommand(Command):
    """
    What the office answers. Founded, it becomes a breach of the severity, told in the officer's own words (`what`), or part
    of one that is handled already (`breach_id`).
    """

    founded: Annotated[Literal["yes", "no"], Label("Phản ánh", "The report")]
    answer: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Trả lời người phản ánh",
            "Answer to the citizen",
            hint=("Người có mã tra cứu đọc được.", "Whoever has the answer number reads it."),
        ),
    ]
    severity: Annotated[Literal["minor", "major", "critical"], Label("Mức độ vi phạm", "Severity of the breach")] = (
        "major"
    )
    what: Annotated[
        Words,
        Label(
            "Nội dung vi phạm ghi cho chủ thể",
            "The breach, as the producer reads it",
            hint=(
                "Khi phản ánh đúng. Viết bằng lời của cơ quan, không chép lời người phản ánh.",
                "Where it is founded. In the office's own words, not the citizen's.",
            ),
        ),
    ] = ""
    breach_id: Annotated[Id, Label("Gắn vào vi phạm đang xử lý", "Part of a breach that is handled")] = ""
