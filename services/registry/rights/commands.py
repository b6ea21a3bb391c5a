"""What may be asked about rights."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Name, Words
from kit.days import Day
from services.registry.rights.right import RightFields


class FileRightCommand(RightFields, Command):
    """An application: a producer's, for all it makes or one product; or an office's own."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")] | None = None
    product_id: Annotated[Id, Label("Sản phẩm", "Product")] | None = None
    office: Annotated[Id, Label("Cơ quan nộp đơn", "Office that applies")] | None = None


class AcceptRightCommand(Command):
    """The application was formally accepted."""

    accepted_on: Annotated[Day, Label("Ngày chấp nhận hợp lệ", "Day of acceptance", example="2026-05-10")]
    application_number: Annotated[Id, Label("Số đơn", "Application number", example="4-2026-12345")] | None = None


class PublishRightCommand(Command):
    """The application was published."""

    published_on: Annotated[Day, Label("Ngày công bố đơn", "Day of publication", example="2026-07-25")]


class GrantRightCommand(Command):
    """The right was granted."""

    number: Annotated[Id, Label("Số văn bằng", "Number of the grant", example="4-0498765")]
    granted_on: Annotated[Day, Label("Ngày cấp", "Day of grant", example="2027-04-02")]
    expires_on: Annotated[Day, Label("Ngày hết hạn", "Last day", example="2036-03-31")] | None = None


class RefuseRightCommand(Command):
    """The application was refused."""

    refused_on: Annotated[Day, Label("Ngày từ chối", "Day of refusal", example="2027-03-01")]
    reason: Annotated[Words, Label("Lý do", "Reason", example="Trùng nhãn hiệu đã bảo hộ.")]


class GiveUpRightCommand(Command):
    """The application is given up."""

    reason: Annotated[Words, Label("Lý do", "Reason", example="Đổi tên nhãn hiệu, sẽ nộp đơn mới.")]


class RightPaperCommand(Command):
    """What a paper is called."""

    title: Annotated[Name, Label("Tên giấy", "What the paper is", example="Quyết định chấp nhận đơn hợp lệ")] | None = (
        None
    )
