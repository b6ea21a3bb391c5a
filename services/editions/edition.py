"""An edition of a rulebook as a service keeps it."""

from __future__ import annotations

from datetime import datetime

from kit.aggregate import Aggregate
from law.rulebooks import Rulebook
from law.rulebooks.kept import packed


class LawEdition(Aggregate):
    """
    One edition, whole; `id` is `<rulebook>/<hash>`. Only ever added.

    `text`: the file's RFC 8785 form as gzip in base64. `published`: whether this service has published it.
    """

    rulebook_id: str
    rulebook_hash: str
    text: str
    kept_at: datetime
    published: bool = False


def edition_of(rulebook: Rulebook, at: datetime) -> LawEdition:
    """The edition a process has on its shelf, to be kept."""
    return LawEdition(
        id=f"{rulebook.id}/{rulebook.hash}",
        rulebook_id=rulebook.id,
        rulebook_hash=rulebook.hash,
        text=packed(rulebook.text),
        kept_at=at,
    )
