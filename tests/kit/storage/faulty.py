"""A database whose n-th call fails: before anything was done, or after it was done and the answer was lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pymongo.errors import AutoReconnect

from kit.messaging.parked.store import parked
from kit.storage.mongo import Database
from kit.work import deadlines, idempotency, outbox

_CALLS = ("find_one", "insert_one", "insert_many", "replace_one", "delete_one", "find_one_and_update", "bulk_write")


async def prepared(uri: str, name: str) -> Database:
    """A database with the collections every service has."""
    database = Database(uri, name)
    indexed = {
        "outbox": outbox.INDEXES,
        "parked": parked.indexes,
        "deadlines": deadlines.INDEXES,
        "idempotency": idempotency.INDEXES,
        "subjects": (),
        "inbox": (),
        "counters": (),
    }
    for collection, indexes in indexed.items():
        await database.ensure_indexes(collection, indexes)
    return database


@dataclass
class Fault:
    """Strikes the call with this number, once; every call is counted: reads, writes and commits."""

    when: str = "never"
    at: int = -1
    calls: int = 0
    struck: str = ""

    async def around(self, name: str, call: Callable[[], Awaitable[Any]], label: str) -> Any:
        """Does the call, or fails as the driver does when the connection breaks."""
        mine = self.calls == self.at
        self.calls += 1
        if mine and self.when == "before":
            self.struck = name
            raise _broken(label)
        answer = await call()
        if mine and self.when == "after":
            self.struck = name
            raise _broken(label)
        return answer


class FaultyDatabase(Database):
    """As the real one, of which it is made; set `fault` before each act."""

    def __init__(self, real: Database) -> None:
        self.__dict__.update(real.__dict__)
        self.fault = Fault()
        begin = self.client.start_session

        async def begun(*args: Any, **options: Any) -> Any:
            session = await begin(*args, **options)
            commit = session.commit_transaction
            session.commit_transaction = lambda: self.fault.around("commit", commit, "UnknownTransactionCommitResult")
            return session

        self.client.start_session = begun  # type: ignore[method-assign]

    def __getitem__(self, collection: str) -> Any:
        return _FaultyCollection(super().__getitem__(collection), self)


class _FaultyCollection:
    def __init__(self, real: Any, database: FaultyDatabase) -> None:
        self._real, self._database = real, database

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        if name not in _CALLS:
            return real

        async def call(*args: Any, **options: Any) -> Any:
            fault = self._database.fault
            return await fault.around(name, lambda: real(*args, **options), "TransientTransactionError")

        return call


def _broken(label: str) -> AutoReconnect:
    fault = AutoReconnect("connection closed")
    fault._add_error_label(label)
    return fault
