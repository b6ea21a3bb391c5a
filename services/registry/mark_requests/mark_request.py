"""A request to use the mark by somebody who is no producer of it: who asks, what for, and what was answered."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from kit.aggregate import Kept
from kit.command import Address, Fields, Id, Label, Name, OneOf, Words
from kit.days import Day
from kit.history import Stateful
from services.registry.mark_requests.lifecycle import LIFECYCLE, State
from services.registry.marks.mark_use import MEDIA


class RequestFields(Fields):
    """What is asked. The person and how to reach them are for the office alone."""

    organisation: Annotated[
        Name, Field(min_length=1), Label("Đơn vị đề nghị", "Organisation", example="Siêu thị Phố Hiến")
    ]
    person: Annotated[
        Name,
        Field(min_length=1),
        Label(
            "Người liên hệ",
            "Whom to ask for",
            hint=("Chỉ cơ quan trả lời thấy.", "Seen by the office that answers only."),
            autocomplete="name",
        ),
    ]
    email: Annotated[Address, Label("Thư điện tử", "E-mail", type="email", autocomplete="email")] = ""
    phone: Annotated[Id, Label("Điện thoại", "Telephone", type="tel", autocomplete="tel")] = ""
    purpose: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Dùng nhãn hiệu để làm gì",
            "What the mark is to be used for",
            example="Gian hàng OCOP tại Tuần hàng Tết",
            hint=("Ở đâu, sản phẩm nào, số lượng.", "Where, which products, how many."),
        ),
    ]
    media: Annotated[
        tuple[Annotated[str, OneOf(MEDIA)], ...],
        Field(min_length=1, max_length=len(MEDIA)),
        Label("Phương tiện", "Media", example=["advertising"]),
    ]
    from_day: Annotated[Day, Label("Từ ngày", "From", example="2027-01-20")] | None = None
    to_day: Annotated[Day, Label("Đến ngày", "To", example="2027-02-28")] | None = None


class AnsweredFields(Fields):
    """What an office answers in writing: until a day or not, why, by which paper."""

    until: Annotated[Day, Label("Được dùng đến hết ngày", "Allowed until", example="2027-02-28")] | None = None
    reason: Annotated[Words, Label("Lý do, điều kiện", "Reason, conditions")] = ""
    number: Annotated[Name, Label("Số văn bản trả lời", "Number of the answer", example="12/TB-VPĐP")] = ""
    signed_on: Annotated[Day, Label("Ngày ký", "Signed on", example="2026-12-10")] | None = None


class Answered(AnsweredFields, Kept):
    """What an office answered, and when."""

    answered_on: date


class CodeFields(Fields):
    """By which who asked follows the request, without an account."""

    code: Annotated[
        Id,
        Label(
            "Mã theo dõi",
            "Code",
            hint=("Mã nhận được khi gửi đề nghị.", "Given when you sent the request."),
            autocomplete="off",
        ),
    ]


class MarkRequest(RequestFields, CodeFields, Stateful, lifecycle=LIFECYCLE):
    """
    One request to one office. `letter`: the number of the letter it came by, where an officer entered it.
    """

    office: str
    letter: str = ""
    state: State = State.RECEIVED
    received_on: date
    answer_by: date
    answer: Answered | None = None
    erased_on: date | None = None
    """When the person and how to reach them were removed; what was asked and answered stays."""
