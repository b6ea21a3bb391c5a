"""What somebody asks for with a list that was sent."""

from __future__ import annotations

from kit.command import Command
from services.registry.recognitions.sent_list import EnterFields, ReadFields


class EnterCommand(EnterFields, Command):
    """Enter the lines of a checked list."""


class ReadCommand(ReadFields, Command):
    """Read the file again, its letters in another encoding."""
