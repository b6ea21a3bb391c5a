"""What credentials are called: standards, papers and rights of industrial property, by the codes of the registry."""

from __future__ import annotations

from law.kinds import credential_kinds
from services.notifications.messages.news import Words, words


def called(kind: str) -> Words:
    """A credential in both languages; one of a later edition by its code."""
    known = credential_kinds().get(kind)
    return words((known.vi, known.en) if known else (kind, kind))
