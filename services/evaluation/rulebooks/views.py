"""What is shown of rulebooks: the editions of an act, newest first, each with what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from law.rulebooks import Rulebook, shelf
from law.rulebooks.difference import Change, changes


@dataclass(frozen=True)
class EditionRead:
    """An edition and its differences from the one before it; none of the first."""

    book: Rulebook
    governs: bool
    in_files: bool
    changes: tuple[Change, ...]


def editions(rulebook_id: str) -> list[EditionRead]:
    """Every edition held, newest first. Raises UnknownRulebook."""
    held = shelf().editions(rulebook_id)
    before = dict[str, Rulebook]((later.hash, former) for former, later in pairwise(held))
    return [
        EditionRead(
            book=book,
            governs=book is held[-1] and shelf().is_in_files(book),
            in_files=shelf().is_in_files(book),
            changes=_changes(before[book.hash].hash, book.hash, book.id) if book.hash in before else (),
        )
        for book in reversed(held)
    ]


@lru_cache(maxsize=32)
def _changes(former: str, later: str, rulebook_id: str) -> tuple[Change, ...]:
    """Between two editions by their hashes: a million characters are compared once, not at every look."""
    return tuple(changes(shelf().get(rulebook_id, former), shelf().get(rulebook_id, later)))
