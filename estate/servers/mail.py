"""The mail catcher: a real SMTP server on loopback that keeps what it is sent, for reading on a page."""

from __future__ import annotations

import email.policy
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from uuid_utils import uuid7

_KEPT = 500


@dataclass(frozen=True)
class Letter:
    """One message, as read back."""

    id: str
    at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[str, ...]


class Mailbox:
    """The folder the messages lie in; the newest are kept, a laptop has no use for the rest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes) -> None:
        """Keeps one message."""
        (self._folder / f"{uuid7()}.eml").write_bytes(content)
        for old in sorted(self._folder.glob("*.eml"))[:-_KEPT]:
            old.unlink(missing_ok=True)

    def letters(self) -> Sequence[Letter]:
        """All that is kept, newest first."""
        return [self._read(file) for file in sorted(self._folder.glob("*.eml"), reverse=True)]

    def letter(self, id: str) -> Letter | None:
        """One message by its id."""
        found = next((file for file in self._folder.glob("*.eml") if file.stem == id), None)
        return self._read(found) if found else None

    def _read(self, file: Path) -> Letter:
        message = message_from_bytes(file.read_bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("plain", "html"))
        return Letter(
            id=file.stem,
            at=datetime.fromtimestamp(file.stat().st_mtime, UTC),
            sender=str(message["from"] or ""),
            recipients=tuple(str(message["to"] or "").split(", ")),
            subject=str(message["subject"] or ""),
            text=str(body.get_content()) if body else "",
            attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
        )


class Catcher:
    """The SMTP server, in a thread with a loop of its own."""

    def __init__(self, mailbox: Mailbox, port: int) -> None:
        self._controller: Any = Controller(_Keep(mailbox), hostname="127.0.0.1", port=port)

    def start(self) -> None:
        """Takes mail from now on."""
        # It writes every address it is given; an address in a log is kept by nobody's leave.
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        self._controller.start()

    def stop(self) -> None:
        """Closes the port."""
        self._controller.stop()


class _Keep:
    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        self._mailbox.put(envelope.original_content)
        return "250 kept"
