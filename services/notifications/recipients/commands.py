"""What may be asked about recipients."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Label
from services.notifications.recipients.recipient import ContactFields


class ContactCommand(ContactFields, Command):
    """Somebody who is to read an office's mail."""


class ContactsCommand(Command):
    """All who read an office's mail from now on."""

    contacts: Annotated[list[ContactCommand], Field(max_length=100), Label("Đầu mối", "Contacts")]


class WishesCommand(Command):
    """Whether a producer wants nothing but the legal notices."""

    opted_out: Annotated[bool, Label("Muốn nhận những gì?", "What do you want to receive?")]
