"""What may be asked about artwork of the mark."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label
from services.registry.artwork.artwork_pack import PackFields


class PackCommand(PackFields, Command):
    """A pack of an office."""

    office: Annotated[Id, Label("Cơ quan giao", "Office that hands it out", example="33")]
