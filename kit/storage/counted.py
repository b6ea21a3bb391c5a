"""
A collection that counts what a transaction writes to it, before it is sent.

An update is counted by its own size, not by that of the document it changes, which the driver never sees: the bound
(`bounds`) leaves room for that, and beyond it the embedded server's own guard refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kit.storage.bounds import Tally, pieces, weight_of

TALLY = "_ocop_tally"
"""The attribute of a session under which its transaction's tally stands; a new one for every attempt."""

Encode = Callable[[Any], bytes]


class Counted:
    """The driver's collection, with its writes counted; whatever else it can do, it does as ever."""

    def __init__(self, collection: Any, encode: Encode) -> None:
        self._collection = collection
        self._encode = encode

    def __getattr__(self, name: str) -> Any:
        return getattr(self._collection, name)

    async def insert_one(self, document: Any, session: Any = None, **options: Any) -> Any:
        """As the driver's; raises TooMuchAtOnce in a transaction that holds as much as it may."""
        self._count(session, [document])
        return await self._collection.insert_one(document, session=session, **options)

    async def replace_one(self, filter: Any, replacement: Any, session: Any = None, **options: Any) -> Any:
        """As the driver's; raises TooMuchAtOnce."""
        self._count(session, [replacement])
        return await self._collection.replace_one(filter, replacement, session=session, **options)

    async def update_one(self, filter: Any, update: Any, session: Any = None, **options: Any) -> Any:
        """As the driver's; raises TooMuchAtOnce."""
        self._count(session, [update])
        return await self._collection.update_one(filter, update, session=session, **options)

    async def find_one_and_update(self, filter: Any, update: Any, session: Any = None, **options: Any) -> Any:
        """As the driver's; raises TooMuchAtOnce."""
        self._count(session, [update])
        return await self._collection.find_one_and_update(filter, update, session=session, **options)

    async def delete_one(self, filter: Any, session: Any = None, **options: Any) -> Any:
        """As the driver's; raises TooMuchAtOnce."""
        self._count(session, [filter])
        return await self._collection.delete_one(filter, session=session, **options)

    async def insert_many(self, documents: Iterable[Any], session: Any = None, **options: Any) -> Any:
        """As the driver's; raises TooMuchAtOnce. Outside a transaction it goes in pieces, and the last answer is given."""
        documents = list(documents)
        if session is not None:
            self._count(session, documents)
            return await self._collection.insert_many(documents, session=session, **options)
        answer = None
        for some in pieces(documents, self._weight) if documents else [documents]:
            answer = await self._collection.insert_many(some, **options)
        return answer

    async def bulk_write(self, requests: Sequence[Any], session: Any = None, **options: Any) -> Any:
        """As the driver's; raises TooMuchAtOnce. Outside a transaction it goes in pieces, and the last answer is given."""
        requests = list(requests)
        if session is not None:
            self._count(session, [_written(one) for one in requests])
            return await self._collection.bulk_write(requests, session=session, **options)
        answer = None
        sized = pieces(requests, lambda one: self._weight(_written(one))) if requests else [requests]
        for some in sized:
            answer = await self._collection.bulk_write(some, **options)
        return answer

    async def update_many(self, filter: Any, update: Any, session: Any = None, **options: Any) -> Any:
        """As the driver's; in a transaction what it matches is counted first, for nothing else says how much it is."""
        if session is not None:
            await self._count_matches(session, filter, update)
        return await self._collection.update_many(filter, update, session=session, **options)

    async def delete_many(self, filter: Any, session: Any = None, **options: Any) -> Any:
        """As the driver's; in a transaction what it matches is counted first."""
        if session is not None:
            await self._count_matches(session, filter, filter)
        return await self._collection.delete_many(filter, session=session, **options)

    async def _count_matches(self, session: Any, filter: Any, each: Any) -> None:
        rows = await self._collection.count_documents(filter, session=session)
        tally(session).add(rows, rows * self._weight(each))

    def _count(self, session: Any, documents: Sequence[Any]) -> None:
        if session is not None:
            tally(session).add(len(documents), sum(self._weight(one) for one in documents))

    def _weight(self, document: Any) -> int:
        return weight_of(document, self._encode)


def tally(session: Any) -> Tally:
    """What the transaction of a session has written so far."""
    found = getattr(session, TALLY, None)
    if found is None:
        found = begin_tally(session)
    return found


def begin_tally(session: Any) -> Tally:
    """Starts counting from nothing: a transaction that is tried again has written nothing yet."""
    fresh = Tally()
    setattr(session, TALLY, fresh)
    return fresh


def _written(request: Any) -> Any:
    # The driver's own operation: what it inserts, puts in place or changes; a deletion has its filter only.
    return getattr(request, "_doc", None) or request._filter
