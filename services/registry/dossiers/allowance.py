"""How much a producer may keep with us: every different file they ever sent counts, for it stays in the store."""

from __future__ import annotations

from dataclasses import dataclass

from kit.aggregate import Aggregate
from kit.settings import ServiceSettings


@dataclass(frozen=True)
class Limit:
    """What one producer may have kept: different files, and their bytes together."""

    files: int
    size: int

    @classmethod
    def of(cls, settings: ServiceSettings) -> Limit:
        """The deployment's."""
        return cls(settings.quota_files, settings.quota_megabytes * 1_000_000)


class Allowance(Aggregate):
    """What a producer has used so far; the id is the producer's."""

    files: int = 0
    size: int = 0

    def with_more(self, files: int, size: int) -> Allowance:
        """What is used with some files more."""
        return self.model_copy(update={"files": self.files + files, "size": self.size + size})


class Sent(Aggregate):
    """A content of a producer's, counted once: the id is made of both."""

    producer_id: str
    size: int
