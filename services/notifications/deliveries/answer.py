"""What came of one attempt to hand a message to the mail server."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """How an attempt ended."""

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    TECHNICAL = "technical"


@dataclass(frozen=True)
class Answer:
    """The result, and what the other side said: the code where it gave one, and its words."""

    result: Result
    code: int | None = None
    words: str = ""

    @property
    def note(self) -> str:
        """For the message's history."""
        said = " ".join(self.words.split())[:300]
        return f"{self.code} {said}".strip() if self.code else said
