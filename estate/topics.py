"""The topics an estate needs, created before its services ask for them."""

from __future__ import annotations

import asyncio

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from ocop_events.envelope import catalogue


def create(bootstrap: str) -> None:
    """This will create what is missing."""
    asyncio.run(_create(bootstrap))


async def _create(bootstrap: str) -> None:
    import ocop_events  # noqa: F401

    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        have = set(await admin.list_topics())
        wanted = {event.event_topic for event in catalogue.values()} - have
        if wanted:
            await admin.create_topics([NewTopic(t, 3, 1) for t in sorted(wanted)])
    finally:
        await admin.close()
