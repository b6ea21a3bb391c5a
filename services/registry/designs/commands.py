"""What may be asked about designs."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label
from services.registry.designs.design import DesignFields


class DesignCommand(DesignFields, Command):
    """A design."""


class NewDesignCommand(DesignCommand):
    """A design of a producer."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]

    def described(self) -> DesignCommand:
        """What is said of the design itself."""
        return DesignCommand(**self.model_dump(exclude={"producer_id"}))
