"""What is there twice although it is to be there once: left by a release that did not ask the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kit.storage.collection import Access, Collection
from kit.storage.mongo import Index

MOST = 50
"""So many of one index are named: whoever mends these asks again."""


@dataclass(frozen=True)
class Doubled:
    """Some aggregates that have one unique key together: the fields of the key, and the ids. The key's values stay here: they may be personal."""

    collection: str
    fields: tuple[str, ...]
    ids: tuple[str, ...]


async def doubled(unit: Access, collections: Iterable[Collection[Any]]) -> list[Doubled]:
    """What is there twice, by every unique index of some collections; at most MOST of each."""
    return [
        one
        for collection in collections
        for index in collection.indexes
        if index.unique
        for one in await _of(unit, collection, index)
    ]


async def _of(unit: Access, collection: Collection[Any], index: Index) -> list[Doubled]:
    stages: list[dict[str, Any]] = [{"$match": dict(index.where)}] if index.where else []
    key = {f"k{at}": f"${name}" for at, name in enumerate(index.fields)}
    stages += [
        {"$group": {"_id": key, "ids": {"$push": "$_id"}, "count": {"$sum": 1}}},
        {"$match": {"count": {"$gt": 1}}},
        {"$limit": MOST},
    ]
    rows = collection.raw(unit).aggregate(stages, session=unit.session)
    return [Doubled(collection.name, index.fields, tuple(sorted(row["ids"]))) async for row in rows]
