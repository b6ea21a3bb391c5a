"""A lease is renewed while every thread of the driver waits for a database that answers nobody's page."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from motor.frameworks import asyncio as driver_threads

from kit.storage import mongo
from kit.storage.mongo import Database, PyMongoError, within_request_deadline
from kit.work.lease import Lease


async def test_a_lease_needs_none_of_the_threads_that_pages_wait_in(mongodb_uri: str, fresh_name: str) -> None:
    database = Database(mongodb_uri, fresh_name)
    await database.ensure_indexes("leases", ())
    lease = Lease(database, "relay")
    released = threading.Event()
    executor = driver_threads._EXECUTOR
    waiting = [executor.submit(released.wait, 30) for _ in range(executor._max_workers)]
    try:
        asked = asyncio.ensure_future(database["rows"].find_one({}))
        assert await asyncio.wait_for(lease.acquire(), 10)
        assert not asked.done(), "the driver's own threads are all taken"
    finally:
        released.set()
    for one in waiting:
        one.result(10)
    await asked
    database.close()


async def test_what_somebody_waits_for_is_given_up_sooner(
    mongodb_uri: str, fresh_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that takes the connection and never answers: who is in a hurry is told soon."""
    monkeypatch.setattr(mongo, "REQUEST_SECONDS", 1.0)
    listener = await asyncio.start_server(_silent, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    database = Database(f"mongodb://127.0.0.1:{port}/?directConnection=true", fresh_name)
    began = time.monotonic()
    with within_request_deadline(), pytest.raises(PyMongoError):
        await database["rows"].find_one({})
    assert time.monotonic() - began < 3
    database.close()
    listener.close()


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the connection, as a stopped process does, and never says anything."""
    await reader.read()
    writer.close()
