"""What may be asked about artwork of the mark."""

from __future__ import annotations

from kit.command import Command
from services.registry.artwork.artwork_pack import PackFields


class PackCommand(PackFields, Command):
    """A pack of an office."""
