"""
The only module that imports the driver: a switch from Motor to PyMongo's own asynchronous client touches this file.

What the embedded server lacks, and what the product therefore does not use: `$text`, hashed and wildcard indexes,
`$`-paths into arrays inside aggregation expressions (use `$unwind`, `$map`, `$filter`).
"""

from __future__ import annotations

import asyncio
import copy
import itertools
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from bson.binary import Binary
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import ASCENDING, DESCENDING, IndexModel, ReplaceOne, ReturnDocument, UpdateOne
from pymongo.errors import (
    BulkWriteError,
    CollectionInvalid,
    ConnectionFailure,
    DuplicateKeyError,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    WaitQueueTimeoutError,
)

__all__ = [
    "ASCENDING",
    "DESCENDING",
    "Binary",
    "BulkWriteError",
    "Database",
    "DuplicateKeyError",
    "Index",
    "PyMongoError",
    "ReplaceOne",
    "ReturnDocument",
    "UpdateOne",
    "is_transient",
]

T = TypeVar("T")
Session = Any

CONFLICT_SECONDS = 10.0
"""How long a conflicting transaction is tried again before its caller is told."""

_INDEX_CHANGED = {85, 86}
"""IndexOptionsConflict, IndexKeySpecsConflict: there is one of that name with another definition."""
_TRANSIENT_CODES = {6, 7, 24, 50, 89, 91, 112, 189, 251, 262, 9001, 10107, 11600, 11602, 13435, 13436}


@dataclass(frozen=True)
class Index:
    """An index, declared beside the query it serves. Keys are names, or (name, direction)."""

    keys: tuple[tuple[str, int], ...]
    unique: bool = False
    where: tuple[tuple[str, Any], ...] | None = None
    expire_after_seconds: int | None = None

    def __init__(
        self,
        *keys: str | tuple[str, int],
        unique: bool = False,
        where: dict[str, Any] | None = None,
        expire_after_seconds: int | None = None,
    ) -> None:
        object.__setattr__(self, "keys", tuple((k, 1) if isinstance(k, str) else k for k in keys))
        object.__setattr__(self, "unique", unique)
        object.__setattr__(self, "where", tuple(where.items()) if where else None)
        object.__setattr__(self, "expire_after_seconds", expire_after_seconds)

    def model(self) -> IndexModel:
        """The driver's form."""
        options: dict[str, Any] = {"name": "_".join(f"{k}_{d}" for k, d in self.keys)}
        if self.unique:
            options["unique"] = True
        if self.where:
            options["partialFilterExpression"] = dict(self.where)
            options["name"] += "_partial"
        if self.expire_after_seconds is not None:
            options["expireAfterSeconds"] = self.expire_after_seconds
        return IndexModel(list(self.keys), **options)


class Database:
    """One service's database on a replica set."""

    def __init__(self, uri: str, name: str) -> None:
        self._client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(
            uri,
            tz_aware=True,
            serverSelectionTimeoutMS=5_000,
            connectTimeoutMS=5_000,
            socketTimeoutMS=30_000,
            uuidRepresentation="standard",
            appname=name,
        )
        self.name = name
        self.driver = self._client[name]
        self._in_place_of: dict[str, str] = {}
        self._collections: dict[str, Any] = {}
        self._closed = False

    def __getitem__(self, collection: str) -> Any:
        name = self._in_place_of.get(collection, collection)
        found = self._collections.get(name)
        if found is None:  # kept, because the driver makes a new one whenever it is asked, and that takes its time
            found = self._collections[name] = self.driver[name]
        return found

    def seen_with(self, in_place_of: Mapping[str, str]) -> Database:
        """The same database, with other collections in the place of some."""
        seen = copy.copy(self)
        seen._in_place_of = {**self._in_place_of, **in_place_of}
        return seen

    def see_with(self, in_place_of: Mapping[str, str]) -> None:
        """This will have everybody who holds this database find other collections in the place of some."""
        self._in_place_of = {**self._in_place_of, **in_place_of}

    async def ping(self) -> None:
        """This will raise when the server does not answer within the selection time-out."""
        await self._client.admin.command("ping")

    async def ensure_indexes(self, collection: str, indexes: Sequence[Index]) -> None:
        """This will create the collection and the indexes that are missing."""
        name = self[collection].name
        existing = await self.driver.list_collection_names(filter={"name": name})
        if not existing:
            try:
                await self.driver.create_collection(name)
            except CollectionInvalid:
                pass  # a replica was quicker
            except OperationFailure as failure:
                if failure.code != 48:  # NamespaceExists: the same, said by the server
                    raise
        if not indexes:
            return
        models = [index.model() for index in indexes]
        try:
            await self[collection].create_indexes(models)
        except OperationFailure as failure:
            if failure.code not in _INDEX_CHANGED:
                raise
            for model in models:
                await self._renew_index(collection, model)

    async def _renew_index(self, collection: str, model: IndexModel) -> None:
        """An earlier release declared it otherwise: an index is derived data, and the newer word holds."""
        try:
            await self[collection].create_indexes([model])
        except OperationFailure as failure:
            if failure.code not in _INDEX_CHANGED:
                raise
            await self[collection].drop_index(model.document["name"])
            await self[collection].create_indexes([model])

    async def in_transaction(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """
        This will run `work` in one transaction and commit it; `work` may run again after a transient conflict.

        Raises what `work` raises (and rolls back), or PyMongoError when the database is away or the conflict lasts.
        The driver's own loop repeats without a pause: against a transaction left open by a process that was killed,
        which the server ends only after its lifetime limit, it would do so thousands of times.
        """
        ends = time.monotonic() + CONFLICT_SECONDS
        async with await self._client.start_session() as session:
            for attempt in itertools.count():
                try:
                    return await _attempt(session, work, ends)
                except PyMongoError as fault:
                    if not fault.has_error_label("TransientTransactionError") or time.monotonic() > ends:
                        raise
                    await asyncio.sleep(min(0.5, 0.002 * 2**attempt) * random.uniform(0.5, 1.0))
        raise AssertionError("unreachable")

    @asynccontextmanager
    async def changes(self, collection: str, operation: str) -> AsyncIterator[Any]:
        """The keys of what one kind of operation changes, as they come; raises PyMongoError where the server has none."""
        async with self[collection].watch(
            [{"$match": {"operationType": operation}}, {"$project": {"documentKey": 1}}], max_await_time_ms=1_000
        ) as stream:
            yield stream

    async def drop(self) -> None:
        """This will remove the database: tests and rebuilds only."""
        await self._client.drop_database(self.name)

    def close(self) -> None:
        """This will close every connection; a second time it does nothing."""
        if not self._closed:  # the driver, closed twice, raises when a cursor was thrown away in between
            self._closed = True
            self._client.close()


async def _attempt(session: Session, work: Callable[[Session], Awaitable[T]], ends: float) -> T:
    session.start_transaction()
    try:
        result = await work(session)
    except BaseException:
        if session.in_transaction:
            with suppress(PyMongoError):
                await session.abort_transaction()
        raise
    while True:
        try:
            await session.commit_transaction()
            return result
        except PyMongoError as fault:
            # Whether it was committed is not known; to ask again is safe, and to run `work` again is not.
            if not fault.has_error_label("UnknownTransactionCommitResult") or time.monotonic() > ends:
                raise
            await asyncio.sleep(0.05)


def is_transient(fault: BaseException) -> bool:
    """Whether a fault is the database's absence or a passing conflict, so that the same work may succeed later."""
    if isinstance(fault, (ConnectionFailure, NetworkTimeout, WaitQueueTimeoutError, asyncio.TimeoutError)):
        return True
    if isinstance(fault, PyMongoError) and (
        fault.has_error_label("TransientTransactionError") or fault.has_error_label("RetryableWriteError")
    ):
        return True
    return isinstance(fault, OperationFailure) and fault.code in _TRANSIENT_CODES
