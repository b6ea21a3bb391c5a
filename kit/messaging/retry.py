"""How often, and after which pauses, what failed is tried again."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class RetryPolicy:
    """How long a fault is retried. A fault of ours that passes (database away) is retried for ever: order beats haste."""

    attempts: int = 5
    first_seconds: float = 0.05
    longest_seconds: float = 10.0

    @property
    def bound_seconds(self) -> float:
        """The longest a fault of one event makes its partition wait, the handler's own time left out."""
        tries = range(self.attempts - 1)
        return sum(min(self.longest_seconds, self.first_seconds * 4.0**n) for n in tries)

    def pause(self, attempt: int) -> float:
        """Seconds before attempt number `attempt + 1`, with jitter."""
        return min(self.longest_seconds, self.first_seconds * 4.0 ** (attempt - 1)) * random.uniform(0.5, 1.0)
