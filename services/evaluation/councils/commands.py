"""What may be asked about councils and the people an office may seat on them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Address, Command, Id, Label, OneOf
from kit.text import Paragraphs
from law.roles import council_roles
from services.evaluation.councils.council import CouncilFields, SeatFields
from services.evaluation.councils.person import Called, PersonFields, PersonId
from services.evaluation.councils.standing_council import StandingCouncilFields

Role = Annotated[str, OneOf(council_roles())]
"""A role of those who work for councils."""


class SeatCommand(SeatFields, Command):
    """A seat as asked for. The person is on the office's roster; a name or body given is taken over there."""

    name: Annotated[Called, Label("Họ và tên", "Full name", example="Nguyễn Thị Hương")] | None = None


class CouncilCommand(CouncilFields, Command):
    """Who is to sit on the council: one chair, one secretary, members."""

    seats: Annotated[list[SeatCommand], Field(max_length=60), Label("Thành phần Hội đồng", "Seats")]


class StandingCouncilCommand(StandingCouncilFields, Command):
    """A standing council: its particulars and who sits on it."""

    seats: Annotated[list[SeatCommand], Field(min_length=1, max_length=60), Label("Thành phần Hội đồng", "Seats")]


class NewStandingCouncilCommand(StandingCouncilCommand):
    """A standing council of an office."""

    office: Annotated[Id, Label("Đơn vị", "Office", example="33")]


class RecusalCommand(Command):
    """Who stands aside, and why. Nobody named: the caller."""

    reason: Annotated[
        str, Field(max_length=1000), Paragraphs, Label("Lý do", "Reason", example="Cùng hộ gia đình với chủ thể")
    ]
    person_id: Annotated[PersonId, Label("Người không tham gia", "Who stands aside")] | None = None


class ReplacementCommand(Command):
    """Whose seat another takes while the council sits, and why. Who takes it may sit on the council already."""

    leaves: Annotated[PersonId, Label("Người thôi tham gia", "Who leaves the seat", example="chair")]
    person_id: Annotated[PersonId, Label("Người thay", "Who takes it", example="member-1")]
    reason: Annotated[
        str,
        Field(max_length=1000),
        Paragraphs,
        Label(
            "Lý do",
            "Reason",
            example="Chủ tịch ốm dài ngày, không chấm được",
            hint=(
                "Lưu trong hồ sơ đánh giá; không công bố ra ngoài.",
                "Kept with the case; not made public.",
            ),
        ),
    ]


FOR_CONFLICTS = (
    "Chỉ để tìm xung đột lợi ích; hệ thống giữ mã băm, không giữ số.",
    "Only to find conflicts of interest: a hash is kept, not the number.",
)


class PersonCommand(PersonFields, Command):
    """A person the office may seat, by the id the identity provider knows."""

    roles: (
        Annotated[
            list[Role],
            Field(max_length=len(council_roles())),
            Label("Vai trò Hội đồng", "Council roles"),
        ]
        | None
    ) = None
    """The council roles the identity provider grants them at the office; the person's own token has the last word."""
    producers: (
        Annotated[
            list[Id],
            Field(max_length=50),
            Label("Chủ thể mà người này đại diện", "Producers they act for"),
        ]
        | None
    ) = None
    """The ids of producers they act for."""
    telephone: (
        Annotated[
            Id,
            Label(
                "Điện thoại",
                "Telephone",
                example="0912345678",
                hint=FOR_CONFLICTS,
                type="tel",
            ),
        ]
        | None
    ) = None
    email: Annotated[Address, Label("Thư điện tử", "E-mail", hint=FOR_CONFLICTS, type="email")] | None = None
    tax_code: Annotated[Id, Label("Mã số thuế", "Tax code", hint=FOR_CONFLICTS, type="numeric")] | None = None


RECOGNISED_BY = frozenset({"telephone", "email", "tax_code"})
"""What is asked of a person to recognise them by, and kept as a keyed hash only."""
