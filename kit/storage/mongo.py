"""
The only module that imports the driver: a switch from Motor to PyMongo's own asynchronous client touches this file.

What the embedded server lacks, and what the product therefore does not use: `$text`, hashed and wildcard indexes,
`$`-paths into arrays inside aggregation expressions (use `$unwind`, `$map`, `$filter`).
"""

from __future__ import annotations

import asyncio
import copy
import itertools
import os
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import Context, ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

# How many of the driver's calls may wait for the server at a time in this process, read when Motor is imported. Its own
# answer, five a core, is fewer than two services' change streams and a few slow pages take.
os.environ.setdefault("MOTOR_MAX_WORKERS", "40")

import bson
import pymongo
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

from kit.storage.bounds import TooMuchAtOnce
from kit.storage.counted import Counted, begin_tally

__all__ = [
    "ASCENDING",
    "DESCENDING",
    "Apart",
    "Binary",
    "BulkWriteError",
    "Database",
    "DuplicateKeyError",
    "Index",
    "PyMongoError",
    "ReplaceOne",
    "ReturnDocument",
    "UpdateOne",
    "is_outcome_unknown",
    "is_transient",
    "within_request_deadline",
]

T = TypeVar("T")
Session = Any

CONFLICT_SECONDS = 10.0
"""How long a conflicting transaction is tried again before its caller gets the fault."""
REQUEST_SECONDS = 3.0
"""How long one question of a person's request, or its whole transaction, may wait: the page answers within five."""
BACKGROUND_SECONDS = 30.0
"""How long work that nobody watches waits for one answer: an index may take its time."""

_INDEX_CHANGED = {85, 86}
"""IndexOptionsConflict, IndexKeySpecsConflict: there is one of that name with another definition."""
_DOUBLED = 11000
"""DuplicateKey."""
_TOO_LARGE = 388
"""TransactionTooLargeForCache: the server's own guard."""
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

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its keys, in their order."""
        return tuple(name for name, _ in self.keys)

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


_within_request: ContextVar[bool] = ContextVar("within_request", default=False)


@contextmanager
def within_request_deadline() -> Iterator[None]:
    """Within it, somebody waits for the answer: a question that the server does not answer soon is given up."""
    token = _within_request.set(True)
    try:
        yield
    finally:
        _within_request.reset(token)


class Apart:
    """
    A connection and threads of its own to a service's database, for what must go on while everything else waits.

    Leases are renewed on it, and the estate's watchdog asks on it. Every call is given up after `seconds`. It connects
    when it is first used; until then it has neither a thread nor a socket.
    """

    def __init__(self, uri: str, name: str, *, seconds: float = 4.0, threads: int = 2) -> None:
        self._uri, self._name, self._seconds, self._threads = uri, name, seconds, threads
        self._client: pymongo.MongoClient[dict[str, Any]] | None = None
        self._executor: ThreadPoolExecutor | None = None

    def ask(self, collection: str, method: str, *args: Any, **options: Any) -> Any:
        """One call of the driver's collection, in this thread; raises PyMongoError, also when the time is over."""
        return getattr(self._driver()[self._name][collection], method)(*args, **options)

    def command(self, name: str) -> dict[str, Any]:
        """One command to the server, in this thread; raises PyMongoError."""
        answer: dict[str, Any] = self._driver().admin.command(name)
        return answer

    def __getitem__(self, collection: str) -> ApartRows:
        return ApartRows(self, collection)

    async def in_own_thread(self, asked: Callable[[], T]) -> T:
        """Runs `asked` in one of this connection's own threads."""
        if self._executor is None:
            self._executor = ThreadPoolExecutor(self._threads, thread_name_prefix=f"apart-{self._name}")
        return await asyncio.get_running_loop().run_in_executor(self._executor, asked)

    def close(self) -> None:
        """Closes the connection; threads that still wait end by themselves when their time is over."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        if self._client is not None:
            self._client.close()

    def _driver(self) -> pymongo.MongoClient[dict[str, Any]]:
        if self._client is None:
            milliseconds = int(self._seconds * 1_000)
            self._client = pymongo.MongoClient(
                self._uri,
                tz_aware=True,
                timeoutMS=milliseconds,
                serverSelectionTimeoutMS=milliseconds,
                connectTimeoutMS=milliseconds,
                uuidRepresentation="standard",
                appname=f"{self._name} apart",
                maxPoolSize=self._threads,
            )
        return self._client


@dataclass(frozen=True)
class ApartRows:
    """A collection seen from a loop over a connection apart; only what leases need."""

    apart: Apart
    name: str

    async def find_one_and_update(self, *args: Any, **options: Any) -> Any:
        """As the driver's."""
        return await self.apart.in_own_thread(
            partial(self.apart.ask, self.name, "find_one_and_update", *args, **options)
        )

    async def delete_one(self, *args: Any, **options: Any) -> Any:
        """As the driver's."""
        return await self.apart.in_own_thread(partial(self.apart.ask, self.name, "delete_one", *args, **options))


class Database:
    """
    One service's database on a replica set.

    Two connections stand behind it: what a person waits for (`within_request_deadline`) gives up soon, what nobody watches does not.
    """

    def __init__(self, uri: str, name: str) -> None:
        self.name = name
        self._clients = {False: _client(uri, name), True: _client(uri, name, seconds=REQUEST_SECONDS)}
        self.apart = Apart(uri, name)
        self.driver = self._clients[False][name]
        self._in_place_of: dict[str, str] = {}
        self._collections: dict[tuple[bool, str], Any] = {}
        self._closed = False

    @property
    def client(self) -> AsyncIOMotorClient[dict[str, Any]]:
        """The driver's connection: that of a person's request within one, the patient one otherwise."""
        return self._clients[_within_request.get()]

    def __getitem__(self, collection: str) -> Any:
        name = self._in_place_of.get(collection, collection)
        key = _within_request.get(), name
        found = self._collections.get(key)
        if found is None:  # kept, because the driver makes a new one whenever it is asked, and that takes its time
            found = self._collections[key] = Counted(self.client[self.name][name], bson.encode)
        return found

    def seen_with(self, in_place_of: Mapping[str, str]) -> Database:
        """The same database, with other collections in the place of some."""
        seen = copy.copy(self)
        seen._in_place_of = {**self._in_place_of, **in_place_of}
        return seen

    def see_with(self, in_place_of: Mapping[str, str]) -> None:
        """Has everybody who holds this database find other collections in the place of some."""
        self._in_place_of = {**self._in_place_of, **in_place_of}

    async def ping(self) -> None:
        """Raises when the server does not answer within the selection time-out."""
        await self.client.admin.command("ping")

    async def ensure_indexes(self, collection: str, indexes: Sequence[Index]) -> tuple[Index, ...]:
        """
        Creates the collection and the indexes that are missing.

        Answers those that are to be unique and cannot be, for an earlier release kept one thing twice: they serve their
        queries meanwhile, and each start tries again (`kit.storage.doubled` says what is there twice).
        """
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
            return ()
        try:
            await self[collection].create_indexes([index.model() for index in indexes])
        except OperationFailure as failure:
            if failure.code not in {*_INDEX_CHANGED, _DOUBLED}:
                raise
            return tuple([index for index in indexes if not await self._is_as_declared(collection, index)])
        return ()

    async def _is_as_declared(self, collection: str, index: Index) -> bool:
        """Makes one index; answers False where it is unique but for its uniqueness."""
        try:
            await self._renew_index(collection, index.model())
        except OperationFailure as failure:
            if failure.code != _DOUBLED or not index.unique:
                raise
            where = dict(index.where) if index.where else None
            await self._renew_index(collection, Index(*index.keys, where=where).model())
            return False
        return True

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
        Runs `work` in one transaction and commits it; `work` may run again after a transient conflict.

        Raises what `work` raises (and rolls back), or PyMongoError when the database is away or the conflict lasts.
        The driver's own loop repeats without a pause: against a transaction left open by a process that was killed,
        which the server ends only after its lifetime limit, it would do so thousands of times.
        """
        within_deadline = _within_request.get()
        ends = time.monotonic() + (REQUEST_SECONDS if within_deadline else CONFLICT_SECONDS)
        async with await self.client.start_session() as session:
            for attempt in itertools.count():
                try:
                    with pymongo.timeout(max(0.1, ends - time.monotonic()) if within_deadline else None):
                        return await _attempt(session, work, ends)
                except PyMongoError as fault:
                    if getattr(fault, "code", None) == _TOO_LARGE:  # what updates made of documents was not counted
                        raise TooMuchAtOnce() from fault
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
        """Removes the database: tests and rebuilds only."""
        await self.client.drop_database(self.name)

    def close(self) -> None:
        """Closes every connection; a second time it does nothing."""
        if not self._closed:  # the driver, closed twice, raises when a cursor was thrown away in between
            self._closed = True
            self.apart.close()
            for client in self._clients.values():
                client.close()


def _client(uri: str, name: str, *, seconds: float | None = None) -> AsyncIOMotorClient[dict[str, Any]]:
    """`seconds`: after how long any question is given up, whatever it waits for."""
    short = int((seconds or 5.0) * 1_000)
    limit: dict[str, Any] = {"timeoutMS": short} if seconds else {"socketTimeoutMS": int(BACKGROUND_SECONDS * 1_000)}
    return AsyncIOMotorClient(
        uri,
        tz_aware=True,
        serverSelectionTimeoutMS=short,
        connectTimeoutMS=short,
        uuidRepresentation="standard",
        appname=name,
        **limit,
    )


async def _attempt(session: Session, work: Callable[[Session], Awaitable[T]], ends: float) -> T:
    session.start_transaction()
    begin_tally(session)
    try:
        result = await work(session)
    except BaseException:
        if session.in_transaction:
            # In a context of its own: what is left of a hurried transaction's time may be too little to end it, and one
            # that is left open holds its rows until the server ends it.
            ending = asyncio.get_running_loop().create_task(_abort(session), context=Context())
            await asyncio.wait([ending], timeout=0.5 if _within_request.get() else None)
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


async def _abort(session: Session) -> None:
    with suppress(PyMongoError):
        await session.abort_transaction()


def is_outcome_unknown(fault: BaseException) -> bool:
    """Whether a transaction may have been committed although its caller got no answer."""
    return isinstance(fault, PyMongoError) and fault.has_error_label("UnknownTransactionCommitResult")


def is_transient(fault: BaseException) -> bool:
    """Whether a fault is the database's absence or a passing conflict, so that the same work may succeed later."""
    if isinstance(fault, (ConnectionFailure, NetworkTimeout, WaitQueueTimeoutError, asyncio.TimeoutError)):
        return True
    if isinstance(fault, PyMongoError) and (
        fault.has_error_label("TransientTransactionError") or fault.has_error_label("RetryableWriteError")
    ):
        return True
    return isinstance(fault, OperationFailure) and fault.code in _TRANSIENT_CODES
