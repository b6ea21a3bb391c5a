"""The topics an estate needs, with principals and rights, made before its services ask for them."""

from __future__ import annotations

import asyncio

from estate.places import PROJECT, home
from kit.messaging.topics import ensure_topics


def create(bootstrap: str) -> None:
    """Brings the broker to deploy/topics.yaml; the principals' passwords lie in the estate's home."""
    asyncio.run(ensure_topics(bootstrap, PROJECT / "deploy" / "topics.yaml", home() / "principals"))
