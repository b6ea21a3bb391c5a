"""What may be asked about calls."""

from __future__ import annotations

from kit.command import Command
from services.registry.calls.call import PhoneFields


class PhoneCommand(PhoneFields, Command):
    """The telephone by which an office is called."""
