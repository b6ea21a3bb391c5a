"""What may be asked about products."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Words
from kit.days import Day
from services.registry.products.product import ProductFields


class ProductCommand(ProductFields, Command):
    """A product's particulars."""


class NewProductCommand(ProductCommand):
    """A product of a producer."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]

    def particulars(self) -> ProductCommand:
        """What is said of the product itself."""
        return ProductCommand(**self.model_dump(exclude={"producer_id"}))


class ProductionEndedCommand(Command):
    """Confirms, for the commune, that a product is no longer made."""

    ended_on: (
        Annotated[
            Day,
            Label(
                "Ngừng sản xuất từ ngày",
                "Production ended on",
                hint=("Để trống nếu không rõ ngày.", "Leave empty if the day is not known."),
            ),
        ]
        | None
    ) = None
    note: Annotated[
        Words,
        Label(
            "Xã đã xác minh thế nào", "How the commune found out", example="Đến cơ sở ngày 01/12, đã tháo dây chuyền."
        ),
    ]
