"""What may be asked about products."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label
from services.registry.products.product import ProductFields


class ProductCommand(ProductFields, Command):
    """A product's particulars."""


class NewProductCommand(ProductCommand):
    """A product of a producer."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]

    def particulars(self) -> ProductCommand:
        """What is said of the product itself."""
        return ProductCommand(**self.model_dump(exclude={"producer_id"}))
