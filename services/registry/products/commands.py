"""What may be asked about products."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Name, Words


class ProductCommand(Command):
    """A product's particulars. `set_no`: the product set of the classification, which decides the score sheet."""

    name: Annotated[Name, Label("Tên sản phẩm", "Product name", example="Nhãn lồng sấy khô")]
    set_no: Annotated[int, Field(ge=1, le=999), Label("Bộ sản phẩm", "Product set", example=7)]
    description: Annotated[Words, Label("Mô tả ngắn", "Short description")] = ""


class NewProductCommand(ProductCommand):
    """A product of a producer."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]

    def particulars(self) -> ProductCommand:
        """What is said of the product itself."""
        return ProductCommand(**self.model_dump(exclude={"producer_id"}))
