"""What the doors take about a product."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.registry.commands import Command, Id, Name, Words


class ProductCommand(Command):
    """A product's particulars. `set_no`: the product set of the classification, which decides the score sheet."""

    name: Name
    set_no: Annotated[int, Field(ge=1, le=999)]
    description: Words = ""


class NewProductCommand(ProductCommand):
    """A product of a producer."""

    producer_id: Id
