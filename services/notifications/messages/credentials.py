"""What credentials are called: standards, papers and rights of industrial property, by the codes the registry tells."""

from __future__ import annotations

from law.kinds import credential_kinds
from services.notifications.territory import Words


def called(kind: str) -> Words:
    """A credential in both languages; one of a later edition by its code."""
    known = credential_kinds().get(kind)
    return {"vi": known.vi, "en": known.en} if known else {"vi": kind, "en": kind}
