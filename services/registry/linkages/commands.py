"""What may be asked about linkage contracts."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Words
from kit.days import Day
from services.registry.linkages.linkage import LinkageFields


class LinkageCommand(LinkageFields, Command):
    """The terms of a contract."""


class NewLinkageCommand(LinkageCommand):
    """A contract of a producer."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]
    product_id: Annotated[Id, Label("Sản phẩm", "Product")] | None = None


class EndLinkageCommand(Command):
    """The partners ended it."""

    ended_on: Annotated[Day, Label("Ngày chấm dứt", "Day it ended", example="2027-03-01")]
    reason: Annotated[Words, Label("Lý do", "Reason", example="Hai bên thanh lý hợp đồng.")]
