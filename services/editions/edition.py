"""An edition of a rulebook, a list or a council regulation as a service keeps it."""

from __future__ import annotations

from datetime import datetime

from kit.aggregate import Aggregate
from law.rulebooks.kept import packed


class LawEdition(Aggregate):
    """
    One edition, whole; `id` is `<rulebook>/<hash>`, of another kind of text `<kind>:<its id>/<hash>`. Only ever added.

    `rulebook_id`, `rulebook_hash`: of a list its name and its hash, of a regulation its id and its hash. `text`: the file's RFC 8785 form as gzip in base64. `published`: whether this service has published it.
    """

    kind: str = "rulebook"
    rulebook_id: str
    rulebook_hash: str
    text: str
    kept_at: datetime
    published: bool = False


def row_id(id: str, hash: str, kind: str = "rulebook") -> str:
    """How an edition is named in the database and in events."""
    return f"{id}/{hash}" if kind == "rulebook" else f"{kind}:{id}/{hash}"


def edition_of(kind: str, id: str, hash: str, text: bytes, at: datetime) -> LawEdition:
    """An edition that a process has in its files, to be kept."""
    return LawEdition(
        id=row_id(id, hash, kind), kind=kind, rulebook_id=id, rulebook_hash=hash, text=packed(text), kept_at=at
    )
