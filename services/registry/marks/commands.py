"""What may be asked about uses of the mark."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label
from services.registry.marks.mark_use import AnswerFields, UseFields


class UseCommand(UseFields, Command):
    """How a product shows the mark."""


class NewUseCommand(UseCommand):
    """A use by a product."""

    product_id: Annotated[Id, Label("Sản phẩm", "Product")]

    def described(self) -> UseCommand:
        """What is said of the use itself."""
        return UseCommand(**self.model_dump(exclude={"product_id"}))


class AnswerCommand(AnswerFields, Command):
    """What an officer answers."""
